"""The addresses of solutions and their versions."""

from __future__ import annotations

from django.urls import path

from answerback.console.views import solutions

VERSION = "solutions/<uuid:solution_id>/versions/<int:number>"
PATHS = [
    path("solutions", solutions.solutions, name="solutions"),
    path("solutions/ready-made", solutions.ready_made, name="solutions_ready_made"),
    path("solutions/<uuid:solution_id>", solutions.solution, name="solution"),
    path(VERSION, solutions.version, name="solution_version"),
    path(f"{VERSION}/json", solutions.version_json, name="solution_json"),
    path(f"{VERSION}/changes", solutions.version_changes, name="solution_changes"),
    path(f"{VERSION}/publication", solutions.version_publication, name="solution_publication"),
    path(f"{VERSION}/retirement", solutions.version_retirement, name="solution_retirement"),
]
