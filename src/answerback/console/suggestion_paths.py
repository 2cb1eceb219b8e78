"""The addresses of suggestions, their groups and the iteration plan."""

from __future__ import annotations

from django.urls import path

from answerback.console.views import iteration_plan, suggestion_groups, suggestions

GROUP = "suggestion-groups/<uuid:group_id>"
PATHS = [
    path("suggestions", suggestions.suggestions, name="suggestions"),
    path("suggestions/waiting", suggestions.waiting, name="suggestions_waiting"),
    path("suggestions/grouping", suggestions.grouping, name="suggestions_grouping"),
    path("suggestions/<uuid:suggestion_id>", suggestions.suggestion, name="suggestion"),
    path("suggestion-groups/new", suggestions.groups_new, name="suggestion_groups_new"),
    path(GROUP, suggestion_groups.group, name="suggestion_group"),
    path(f"{GROUP}/state", suggestion_groups.group_state, name="suggestion_group_state"),
    path(f"{GROUP}/merging", suggestion_groups.group_merging, name="suggestion_group_merging"),
    path(f"{GROUP}/leaving", suggestion_groups.group_leaving, name="suggestion_group_leaving"),
    path(f"{GROUP}/splitting", suggestion_groups.group_splitting, name="suggestion_group_splitting"),
    path(f"{GROUP}/link", suggestion_groups.group_link, name="suggestion_group_link"),
    path(
        "regroupings/<uuid:regrouping_id>/undoing",
        suggestion_groups.regrouping_undoing,
        name="regrouping_undoing",
    ),
    path("iteration-plan", iteration_plan.plan, name="iteration_plan"),
]
