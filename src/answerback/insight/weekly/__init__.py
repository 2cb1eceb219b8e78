"""The weekly report: five minutes in words first, then the tables; a page, and a PDF in Chinese and English."""
