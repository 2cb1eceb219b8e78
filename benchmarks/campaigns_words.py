"""What the page of `benchmarks/campaigns.py` says around its tables."""

WHY = """\
Reports of one fraud are joined by number, link, address and wording (`findings/campaigns/joining`). The sets at hand
label what *kind* of fraud a text is, never which campaign it belongs to; nobody publishes that. So three truths are
used, none of them the thing itself: the category (two texts of one campaign have one category, but not the reverse),
near-duplicates (difflib, 60 % of both texts in matching blocks, every pair compared), and campaigns planted here: a
real fraud text passed on by ten people with homophones, omissions, another order, other sums and words of their own.
No text of these sets is learned from or kept; the thresholds were chosen on them, so these figures are not of unseen
data. Licences: see each set's own; only figures stand here."""
NOTES = {
    "joined": """\
"Of one label": joined pairs whose categories agree. "Of these joined": near pairs that are in one group. "Joined are
near", "or by others": joined pairs that are near themselves, or connected by near pairs. Looked at by eye, in words:
joined and less than 55 % alike were a bank's points-for-cash message and its rewritings, and two orders of the same
prize call, which a person would join too, and one lucky-day message sent in the name of two operators. Missed were
short offers of invoices (fewer runs than a text needs), an expiring bank token told with other verbs, and prize,
ringtone and account-points messages whose sums, verbs and spelling change: a run breaks at each change. Numbers and
links, which the Chinese sets mask, are not used in this table.""",
    "sites": """\
A name that only differs in look-alike letters or in what stands before it is one site. Groups among the phishing names
are wanted; groups among the most visited sites are chance meetings of honest names (letters read as digits, one firm
under several hosts), which a report would join wrongly only if both were reported.""",
    "threshold": """\
Groups found in 1,000 reports that nobody planted anything in, by the number of people that makes a campaign. Everyday
texts hardly ever meet. The third kind is hard on purpose: openings of 2,500 different invented calls, written by
language models that repeat themselves; many are the same sentence with another bank's name, and joining them is right
by wording and wrong by story. Joining to any member instead of to the first ones chained 986 of those 2,500 into one
group; with anchors the largest has 20. Chosen: alike from 0.25, three people within 30 days.""",
    "planted": """\
"Letters" is the floor: runs of four characters as written, everything else the same. Three reports are the least
possible. "In one group of 10": the median share of a campaign that ended up together. Not measured: a swindler who
rewrites his text for each victim; there only number, link and address join.""",
    "cost": """\
The index is asked for the hashes of one text, each of which stands there a bounded number of times; the work is the
same among 1,000 and among 100,000 up to the memory's own caches.""",
    "rows": """\
`join()` as the desk and the loop call it, most of it for reports that join nothing: reading the text, asking the index,
writing the member, its campaign and up to 64 entries of the index, in one transaction. The number of queries does not
grow with the number of reports.""",
}
