from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "answerback.tickets"
    label = "tickets"
