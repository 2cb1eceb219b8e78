"""Fraud campaigns: hazards and reports of one swindle, found, joined, reviewed and warned of.

A fraud campaign is not a calling campaign. The rules of joining are pure (`joining`); here they are kept in rows.
"""
