from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "answerback.customers"
    label = "customers"
