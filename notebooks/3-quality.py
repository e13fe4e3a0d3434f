# %% [markdown]
# # 3 Quality: how far to trust what was read
#
# What the reading itself found wrong or doubtful, by rule and by document, and what the last runs changed.

# %%
import os

import altair as alt
import pandas as pd

import xushi

warehouse = os.environ.get("XUSHI_WAREHOUSE", "xushi.duckdb")
con = xushi.connect(warehouse)
pd.set_option("display.max_colwidth", None)

# charts are drawn without a network; the reader's machine supplies the Chinese font
alt.renderers.enable("svg")


@alt.theme.register("xushi", enable=True)
def theme() -> alt.theme.ThemeConfig:
    font = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
    return alt.theme.ThemeConfig(config={"font": font, "axis": {"labelLimit": 320}, "view": {"stroke": None}})


# %% [markdown]
# ## Findings by rule (提示)

# %%
findings = con.sql("SELECT rule, severity, concat_ws(' ', place, year) AS plan FROM findings_open").df()
assert set(findings.severity) <= {"high", "warning", "information"}
COLOURS = {"high": "#b3261e", "warning": "#d98c00", "information": "#8a949e"}
alt.Chart(findings).mark_bar().encode(
    x=alt.X("count():Q", title="findings"),
    y=alt.Y("rule:N", title=None, sort="-x"),
    color=alt.Color("severity:N", scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))),
).properties(width=420)

# %%
weightiest = con.sql("SELECT severity, rule, message, place, year, number, finding_id FROM findings_open LIMIT 10").df()
weightiest

# %% [markdown]
# The weightiest, on its page:

# %%
xushi.evidence(weightiest.finding_id[0], warehouse) if len(weightiest) else None

# %% [markdown]
# ## Doubt by document (存疑)

# %%
documents = con.sql("""
    SELECT title, media_type, pages, tasks, quantities, doubtful, doubtful_share, findings, rejects, goals, met
    FROM quality ORDER BY doubtful_share DESC, title
""").df()
assert (documents.doubtful <= documents.quantities).all()
assert (documents.met <= documents.goals).all()
documents.style.format({"doubtful_share": "{:.1%}"})

# %% [markdown]
# ## Doubtful numbers and cells
#
# `doubt` is a list of named reasons, from quantities, grids and OCR; it is empty when sure.

# %%
reasons = con.sql("""
    SELECT record, reason, count(*) AS records FROM (
      SELECT 'quantity' AS record, unnest(doubt) AS reason FROM stated
      UNION ALL SELECT 'series', unnest(doubt) FROM indicators
      UNION ALL SELECT 'task', unnest(doubt) FROM current_tasks
      UNION ALL SELECT 'milestone', unnest(m.doubt) FROM milestones m JOIN current_tasks USING (task_id)
    ) GROUP BY ALL ORDER BY records DESC, record, reason
""").df()
assert reasons.records.gt(0).all()
reasons

# %%
con.sql("""
    SELECT place, year, number, coalesce(period, 'goal') AS period, text, unit, doubt, pages, quantity_id
    FROM stated WHERE len(doubt) > 0 ORDER BY place, year, ordinal, span_start LIMIT 10
""").df()

# %% [markdown]
# ## What did not validate (未入库记录)
#
# What was read never vanishes: a record that fails its model is kept with the reason.

# %%
con.sql("SELECT record, reason, text, page FROM rejects LIMIT 10").df()

# %% [markdown]
# ## Runs, and what they changed (变更)
#
# Reading the same bytes again with other rules changes records; `changes` keeps each field's old and new value.

# %%
runs = con.sql("SELECT files, loaded, failed FROM runs ORDER BY started_at DESC LIMIT 10").df()
assert (runs.loaded + runs.failed == runs.files).all()
runs

# %%
changes = con.sql("""
    SELECT record, kind, field, count(*) AS changes, any_value(old) AS one_old, any_value(new) AS one_new
    FROM changes GROUP BY ALL ORDER BY changes DESC, record, field LIMIT 20
""").df()
assert set(changes.kind) <= {"added", "gone", "changed"}
changes
