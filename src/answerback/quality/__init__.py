"""Supervisors score sampled calls on a form they edit; agents see their own and may answer."""
