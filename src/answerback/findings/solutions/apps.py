from django.apps import AppConfig


class SolutionsConfig(AppConfig):
    name = "answerback.findings.solutions"
    label = "solutions"
