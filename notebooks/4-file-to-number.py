# %% [markdown]
# # 4 From file to number
#
# One document, step by step: the page with the grid drawn on it, its cells, the words and spans of a milestone, the
# record, and the row in SQL. For people who write rules; ARCHITECTURE.md says where each kind of rule goes.

# %%
import os
from pathlib import Path

import pandas as pd
import spacy
from IPython.display import HTML, Image

import xushi
from extractors.evidence.passage import Passage
from extractors.evidence.picture import picture
from extractors.quantities.markup import marked_text, marked_words
from extractors.quantities.tokenizer import TOKENIZER
from extractors.tables.reader import read_tables
from flows.evidence import file_of
from xushi.explaining import FIELD_HEADERS, field_rows, report

warehouse = os.environ.get("XUSHI_WAREHOUSE", "xushi.duckdb")
con = xushi.connect(warehouse)
pd.set_option("display.max_colwidth", None)

# %% [markdown]
# ## The milestone
#
# The first quarter with three numbers or more, of a PDF.

# %%
((milestone_id, sha256, page),) = con.sql("""
    SELECT m.milestone_id, any_value(v.sha256), min(f.page)
    FROM milestones m JOIN current_tasks t USING (task_id) JOIN versions v USING (sha256)
    JOIN fragments f ON f.milestone_id = m.milestone_id JOIN quantities q ON q.milestone_id = m.milestone_id
    WHERE v.media_type = 'application/pdf'
    GROUP BY m.milestone_id
    HAVING count(DISTINCT quantity_id) >= 3
    ORDER BY any_value(t.place), any_value(t.ordinal), m.milestone_id LIMIT 1
""").fetchall()
((label, text, goal),) = con.execute(
    "SELECT m.label, m.text, t.goal FROM milestones m JOIN tasks t USING (task_id) WHERE milestone_id = ?",
    [milestone_id],
).fetchall()
print(label, text, sep="\n")

# %% [markdown]
# ## The page and its grid
#
# The bytes come from the archive beside the warehouse. camelot finds the grid from the rules drawn on the page; every
# outlined box is a cell.

# %%
document = file_of(Path(warehouse), sha256, ())
tables = [table for table in read_tables(document).tables if table.page == page]
Image(
    picture(
        document, [Passage(cell.text, cell.fragments) for table in tables for cell in table.cells], dots_per_inch=80
    )
)

# %% [markdown]
# ## The cells
#
# PDFium's characters fill the cells, each by its own place; lines that the layout broke are joined.

# %%
cells = pd.DataFrame(
    {"row": cell.row, "column": cell.column, "text": cell.text} for table in tables for cell in table.cells
)
assert not cells.duplicated(["row", "column"]).any() or len(tables) > 1
cells.pivot_table(index="row", columns="column", values="text", aggfunc="first").fillna("").head(6)

# %% [markdown]
# ## The words and spans
#
# The tokenizer groups digits and Latin letters and leaves Han characters single; words are what the lexicons know. The
# pipeline finds the numbers, and rules over the clause's shape say what they mean. Each field names its rule:
# `xushi parse --explain` shows the same.

# %%
nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
print(*nlp(text), sep=" · ")

# %%
explanation = report(text, goal).explanation
STYLE = "<style>mark .label { font-size: .7em; color: #777; margin: 0 .4em; }</style>"
HTML(STYLE + marked_text(explanation) + marked_words(explanation))

# %%
fields = pd.DataFrame(
    [(found.quantity.text, *row) for found in explanation.quantities for row in field_rows(found)],
    columns=["quantity", *FIELD_HEADERS],
)
assert fields.quantity.nunique() >= 1
fields.head(20)

# %% [markdown]
# ## The record
#
# pydantic validates it: the span must slice to the text.

# %%
quantities = xushi.parse(text, goal)
assert all(text[found.start : found.end] == found.text for found in quantities)
pd.DataFrame(quantities).T

# %% [markdown]
# ## The row in SQL

# %%
rows = con.execute(
    "SELECT quantity_id, text, value, unit, object, action, bound, basis, role, rule, pages"
    " FROM stated WHERE milestone_id = ? ORDER BY span_start",
    [milestone_id],
).df()
assert list(rows.text) == [found.text for found in quantities]
rows

# %% [markdown]
# ## And back to the page

# %%
evidence = xushi.evidence(rows.quantity_id[0], warehouse)
assert evidence.png.startswith(b"\x89PNG")
evidence
