"""CV files: what they are (by content), what can be read from them at once, and how they are taken in.

Here the reading stops at the contact fields. What follows an upload (AI parse, story) starts from `CvUploaded`.
"""
