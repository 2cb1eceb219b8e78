"""GitHub: "Create an issue", https://docs.github.com/en/rest/issues/issues#create-an-issue

POST /repos/{owner}/{repo}/issues
{"title": "…", "body": "Markdown", "labels": ["…"]}
"""

from __future__ import annotations

from urllib.parse import quote

from answerback.findings.suggestions.trackers.issue import Issue, Request


def request(issue: Issue, project: str) -> Request:
    """`project` is owner/name."""
    body = {"title": issue.title, "body": issue.markdown, "labels": list(issue.labels)}
    return Request("POST", f"/repos/{quote(project, safe='/')}/issues", body)
