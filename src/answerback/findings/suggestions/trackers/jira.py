"""Jira Cloud: "Create issue", https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/
The description is Atlassian's document format: https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/

    POST /rest/api/3/issue
    {"fields": {"project": {"key": "PAY"}, "issuetype": {"name": "Task"}, "summary": "…",
                "description": {"type": "doc", "version": 1, "content": [{"type": "paragraph", …}]},
                "labels": ["no-blanks"]}}
"""

from __future__ import annotations

from typing import Any

from answerback.findings.suggestions.trackers.issue import Issue, Request

ISSUE_TYPE = "Task"
LONGEST_SUMMARY = 255


def request(issue: Issue, project: str) -> Request:
    """`project` is the key of a project. A summary is one line, a label has no blank."""
    fields = {
        "project": {"key": project},
        "issuetype": {"name": ISSUE_TYPE},
        "summary": issue.title[:LONGEST_SUMMARY],
        "description": {"type": "doc", "version": 1, "content": _content(issue)},
        "labels": [label.replace(" ", "-") for label in issue.labels],
    }
    return Request("POST", "/rest/api/3/issue", {"fields": fields})


def _content(issue: Issue) -> list[dict[str, Any]]:
    quotes = [{"type": "blockquote", "content": [_paragraph(quote)]} for quote in issue.quotes]
    return [*map(_paragraph, issue.paragraphs), *quotes, _paragraph(issue.marker)]


def _paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "content": [{"type": "text", "text": text}]}
