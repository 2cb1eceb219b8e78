"""Free text goes after its time; the codes stay."""

from datetime import timedelta

from answerback.conversations.answer import answer
from answerback.conversations.finish import finish
from answerback.conversations.models import Conversation
from answerback.conversations.queries import summary
from answerback.conversations.retention import forget_old_words
from tests.conversations.cast import LI_LEI, after


def test_words_go_when_the_policy_says_so_and_codes_stay(conversation: Conversation) -> None:
    answer(conversation, step="arrived", given={"codes": ["no"]}, by=LI_LEI, at=after(1))
    answer(conversation, step="what", given={"text": "没到"}, by=LI_LEI, at=after(2))
    finish(conversation, by=LI_LEI, at=after(3))

    early = forget_old_words(conversation.wallet, at=after(4) + timedelta(days=1094))
    late = [forget_old_words(conversation.wallet, at=after(4) + timedelta(days=1095)) for _ in range(2)]

    assert (early, late) == (0, [1, 0])
    assert [(said.codes, said.answered) for said in summary(conversation)] == [(("no",), "否"), ((), "")]
