from django.apps import AppConfig


class TelephonyConfig(AppConfig):
    name = "answerback.telephony"
    label = "telephony"
