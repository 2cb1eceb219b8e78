from django.apps import AppConfig


class ProofsConfig(AppConfig):
    name = "answerback.proofs"
    label = "proofs"
