# %% [markdown]
# # 1 First look: one plan's targets against its quarters
#
# What a plan (民生实事序时进度安排) promises, by when, and whether its quarters come to its goals. The notebook reads a
# warehouse and never writes one; it takes the plan with most goals. Name another in the second cell.

# %%
import os

import altair as alt

import xushi

warehouse = os.environ.get("XUSHI_WAREHOUSE", "xushi.duckdb")
con = xushi.connect(warehouse)

# charts are drawn without a network; the reader's machine supplies the Chinese font
alt.renderers.enable("svg")


@alt.theme.register("xushi", enable=True)
def theme() -> alt.theme.ThemeConfig:
    font = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
    return alt.theme.ThemeConfig(config={"font": font, "axis": {"labelLimit": 320}, "view": {"stroke": None}})


# %%
plans = con.sql("""
    SELECT title, place, year, tasks, quantities, goals, met, document_id
    FROM quality WHERE kind = 'plan' ORDER BY goals DESC, document_id
""").df()
document = plans.document_id[0]
plans.drop(columns="document_id")

# %% [markdown]
# ## What part of the year falls on each quarter (各季度计划占比)
#
# A row is a task. `planned_shares` gives the mean, over the task's indicators, of each quarter's part of the year; grey
# quarters have words alone.

# %%
shares = con.sql(
    """
    SELECT
      ordinal, format('{:>3} {}', ordinal, left(coalesce(name, goal), 22)) AS task,
      'Q' || quarter AS quarter, share, text <> '' AS says_something
    FROM planned_shares WHERE document_id = $document ORDER BY ordinal, quarter
    """,
    params={"document": document},
).df()
assert shares.quarter.nunique() == 4
assert shares.share.dropna().between(0, 1).all()

place = alt.Chart(shares).encode(
    x=alt.X("quarter:N", title=None, axis=alt.Axis(orient="top", labelAngle=0)),
    y=alt.Y("task:N", title=None, sort=alt.SortField("ordinal")),
)
words = place.mark_rect(color="#ececea").transform_filter("datum.says_something")
planned = (
    place.mark_rect()
    .transform_filter("datum.share != null")
    .encode(color=alt.Color("share:Q", title="planned share", scale=alt.Scale(scheme="blues", domain=[0, 1])))
)
(words + planned).properties(width=320, height=alt.Step(15))

# %% [markdown]
# ## How the year fills up (累计进度)
#
# What part of the year's numbers is planned by the end of each quarter: a thin line is a task, the thick one their
# mean. A plan that spreads its work evenly follows the dashed line.

# %%
curves = shares.dropna(subset="share").set_index(["task", "quarter"]).share.unstack(fill_value=0).cumsum(axis=1)
assert (curves.iloc[:, -1].round(6) == 1).all()
lines = curves.reset_index().melt("task", value_name="planned to date")
even = alt.Chart(alt.Data(values=[{"quarter": f"Q{q}", "even": q / 4} for q in range(1, 5)]))
x = alt.X("quarter:N", title=None, axis=alt.Axis(labelAngle=0))
y = alt.Y("planned to date:Q", axis=alt.Axis(format="%"))
chart = alt.Chart(lines).encode(x=x)
(
    chart.mark_line(opacity=0.2, color="#4a86c5").encode(y=y, detail="task:N")
    + chart.mark_line(strokeWidth=4, color="#0b4a8f").encode(
        y=alt.Y("mean(planned to date):Q", title="planned to date")
    )
    + even.mark_line(strokeDash=[4, 4], color="#555").encode(x=x, y="even:Q")
).properties(width=420, height=260)

# %% [markdown]
# ## What is left to the last quarter (年末集中)

# %%
late = shares[(shares.quarter == "Q4") & (shares.share > 0.5)].sort_values("share", ascending=False).head(15)
assert late.share.is_monotonic_decreasing
alt.Chart(late).mark_bar(color="#b3261e").encode(
    x=alt.X("share:Q", title="planned for the last quarter", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
    y=alt.Y("task:N", title=None, sort="-x"),
).properties(width=320, height=alt.Step(18))

# %% [markdown]
# ## The ten largest amounts of money (资金)
#
# In 元, 万 and 亿 multiplied out. The id leads to the page: `xushi.evidence(quantity_id, warehouse)`.

# %%
money = con.sql(
    """
    SELECT number, coalesce(period, 'goal') AS period, object, text, base_value AS yuan, pages, quantity_id
    FROM stated WHERE document_id = $document AND dimension = 'money' AND per IS NULL
    ORDER BY base_value DESC, quantity_id LIMIT 10
    """,
    params={"document": document},
).df()
assert money.yuan.is_monotonic_decreasing
money.style.format({"yuan": "{:,.0f}"})

# %%
xushi.evidence(money.quantity_id[0], warehouse) if len(money) else None

# %% [markdown]
# ## Do the quarters come to the goals? (目标核对)
#
# Read what decided first: where arithmetic decided how the quarters are meant, "met" says no more than that one reading
# meets the goal.

# %%
verdicts = con.sql(
    "SELECT verdict, decided_by FROM indicators WHERE document_id = $document AND goal IS NOT NULL",
    params={"document": document},
).df()
assert set(verdicts.verdict) <= {"met", "over", "under", "unscheduled"}
COLOURS = {"met": "#1b7f4b", "over": "#9a5b00", "under": "#b3261e", "unscheduled": "#6b4ea0"}
alt.Chart(verdicts).mark_bar().encode(
    x=alt.X("count():Q", title="goals"),
    y=alt.Y("decided_by:N", title="decided by"),
    color=alt.Color("verdict:N", scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))),
).properties(width=420, height=alt.Step(26))

# %%
open_goals = con.sql(
    """
    SELECT number, indicator, unit, goal, q1, q2, q3, q4, basis, decided_by, verdict, reason
    FROM indicators WHERE document_id = $document AND goal IS NOT NULL AND verdict <> 'met'
    ORDER BY list_position(['under', 'over', 'unscheduled'], verdict), ordinal, position LIMIT 20
    """,
    params={"document": document},
).df()
assert "met" not in set(open_goals.verdict)
open_goals.style.map(lambda verdict: f"color: white; background: {COLOURS[verdict]}", subset="verdict").format(
    precision=0, na_rep="", thousands=","
)
