"""Linear: the mutation `issueCreate`, https://linear.app/developers/graphql#creating-and-editing-issues

    POST /graphql
    {"query": "mutation IssueCreate($input: IssueCreateInput!) {…}",
     "variables": {"input": {"teamId": "…", "title": "…", "description": "Markdown"}}}

Its labels are ids of the team's own, so none are sent.
"""

from __future__ import annotations

from answerback.findings.suggestions.trackers.issue import Issue, Request

QUERY = (
    "mutation IssueCreate($input: IssueCreateInput!) "
    "{ issueCreate(input: $input) { success issue { id identifier url } } }"
)


def request(issue: Issue, project: str) -> Request:
    """`project` is the id of a team. What people wrote goes into variables, never into the query."""
    given = {"teamId": project, "title": issue.title, "description": issue.markdown}
    return Request("POST", "/graphql", {"query": QUERY, "variables": {"input": given}})
