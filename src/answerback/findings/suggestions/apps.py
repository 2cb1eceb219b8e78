from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    name = "answerback.findings.suggestions"
    label = "suggestions"
