"""Chain triage: from what the user says and what the chains say, what happened and who can put it right. Pure.

`judge(case)` gives the verdict; `answerback.chains.triage.words` says it. The verdict never promises what only a
third party can do, and names the party.
"""

from answerback.chains.triage.judge import judge
from answerback.chains.triage.story import Case, Memo, Party, Story
from answerback.chains.triage.verdict import Question, Verdict, Who

__all__ = ["Case", "Memo", "Party", "Question", "Story", "Verdict", "Who", "judge"]
