"""李雷 rings the customer, whose app holds a confirmed key."""

from __future__ import annotations

from answerback.callbacks import dial, offer
from answerback.callbacks.models import Attempt
from answerback.callbacks.queries import live_attempt, state_of
from answerback.callbacks.status import Face
from answerback.devices import enrol, exchange
from answerback.devices.models import Exchange
from answerback.journal.write import Actor
from answerback.storage.ids import new_id
from tests.cast import Cast
from tests.devices.app import App
from tests.story.acting import Clock, arrange

BACKEND = Actor("machine", new_id())


class Call:
    def __init__(self, cast: Cast) -> None:
        self.cast, self.clock = cast, Clock()
        self.app = self.enrolled()

    def enrolled(self) -> App:
        begun = enrol.begin(self.cast.customer, by=self.cast.user, at=self.clock.now)
        app = App.scan(begun.uri)
        enrol.confirm(self.cast.customer, app.device, app.first_code(), by=self.cast.user, at=self.clock.now)
        return app

    def ring(self) -> None:
        arrange(self.cast)
        self.clock.passes(1)
        self.callback = offer.next_callback(self.cast.agent, by=self.cast.li_lei, at=self.clock.now)
        dial.dial(self.callback, by=self.cast.li_lei, at=self.clock.now)
        self.clock.passes(2)

    def answered(self) -> None:
        self.ring()
        self.clock.passes(2)

    @property
    def attempt(self) -> Attempt:
        found = live_attempt(self.callback)
        assert found is not None
        return found

    @property
    def face(self) -> Face:
        return state_of(self.cast.customer, self.clock.now).face

    def ask(self) -> Exchange:
        question = self.app.ask()
        return exchange.ask(self.cast.customer, self.app.device, question, by=BACKEND, at=self.clock.now)

    def digits(self) -> str:
        return exchange.digits_for(self.attempt, self.cast.agent, at=self.clock.now)

    def answer(self, made: Exchange, typed: str) -> exchange.Checked:
        return exchange.answer(self.cast.customer, made.id, typed, by=BACKEND, at=self.clock.now)
