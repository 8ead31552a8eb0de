"""The course as a book: pages of HTML that need no kernel, and one PDF of them."""
