"""How many lines to dial now, so that people neither wait for work nor ring into silence. Pure: no clock, no dice.

Somebody who answers and finds no agent within two seconds is *abandoned* (16 CFR 310.4(b)(4), the Telemarketing Sales
Rule). The share of answers so treated is held under a cap at every moment of a shift, not only at its end.

One more line is dialled as long as the chance that its answer, or another because of it, finds nobody stays below a
threshold (`look_ahead`). The chance comes from what was seen: how likely an agent who has talked for so long is free by
then, and a line that has rung for so long is answered by then (`tables`). The threshold follows what may still be
abandoned (`allowance`); when that is used up there are never more lines than idle agents, and nobody can be abandoned.

>>> from answerback.pacing.adapter import Pacer
>>> Pacer(cap=0.0).tick(0.0, [("idle", 0.0), ("talk", 0.0)], [], [])
1
"""
