"""GitLab: "New issue", https://docs.gitlab.com/api/issues/#new-issue

POST /api/v4/projects/{id or URL-encoded path}/issues
{"title": "…", "description": "Markdown", "labels": "a,b"}
"""

from __future__ import annotations

from urllib.parse import quote

from answerback.findings.suggestions.trackers.issue import Issue, Request


def request(issue: Issue, project: str) -> Request:
    """`project` is group/name or a number."""
    body = {"title": issue.title, "description": issue.markdown, "labels": ",".join(issue.labels)}
    return Request("POST", f"/api/v4/projects/{quote(project, safe='')}/issues", body)
