"""``letterkit preview``: a page on this machine that shows a campaign's letters while somebody writes them."""
