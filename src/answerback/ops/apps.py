from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "answerback.ops"
    label = "ops"

    def ready(self) -> None:
        """Every app above `customers` that knows something of a person says here how it forgets it."""
        from answerback.callbacks.erase import erase_story
        from answerback.conversations.erase import erase_conversations
        from answerback.customers.erase import register
        from answerback.tickets.erase import erase_customer_rows

        register("callbacks", erase_story)
        register("conversations", lambda customer, at: erase_conversations(customer.wallet_id, customer_id=customer.id))
        register("tickets", lambda customer, at: erase_customer_rows(customer.id))
