"""No app may seal into a column that a rotation cannot reach."""

from answerback.keys.holders import octet_columns, resealable_columns

# The keys themselves are under the master key; salts are no secrets, and the log is public.
PUBLIC_LOG = {"journal.leaf.entry", "journal.tile.octets", "journal.logcheckpoint.root"}
# Keyed hashes of words, made for looking alike: nothing can be opened again.
HASHES = {"suggestions.suggestion.traits", "fraud_campaigns.member.sketch"}
NOT_SEALED_BY_KEYS = {"keys.key.private_sealed", "journal.payload.salt", *PUBLIC_LOG, *HASHES}


def labels(columns):
    return {f"{model._meta.label_lower}.{name}" for model, name in columns}


def test_every_column_of_octets_can_be_sealed_again():
    assert labels(octet_columns()) - labels(resealable_columns()) == NOT_SEALED_BY_KEYS
    assert "customers.phonenumber.e164" in labels(resealable_columns())
