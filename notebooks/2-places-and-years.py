# %% [markdown]
# # 2 Places and years
#
# The same indicator over plans, in base units; what each unit in charge has to do; how far projects are in each
# quarter; and what no quarter speaks of. With one plan in the warehouse the comparisons have one column.

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


# %% [markdown]
# ## The same indicator, compared (同一指标)
#
# Goals are compared in `base_unit` (平方米 for 亩, 元 for 万元), never across units. Shown are the objects that most
# plans set a goal for.

# %%
goals = con.sql("""
    WITH goals AS (
      SELECT concat_ws(' ', place, year) AS plan, object, base_unit, sum(goal_base_value)::DOUBLE AS goal
      FROM indicators
      WHERE goal_base_value IS NOT NULL AND object IS NOT NULL AND (additive OR not_additive = 'running-total')
      GROUP BY ALL
    ),
    common AS (
      SELECT object, base_unit FROM goals GROUP BY ALL ORDER BY count(*) DESC, object, base_unit LIMIT 8
    )
    SELECT * FROM goals JOIN common USING (object, base_unit) ORDER BY object, plan
""").df()
assert goals.goal.gt(0).all()
assert not goals.duplicated(["plan", "object", "base_unit"]).any()
alt.Chart(goals).mark_bar().encode(
    x=alt.X("goal:Q", title=None),
    y=alt.Y("plan:N", title=None),
    color=alt.Color("plan:N", legend=None),
    facet=alt.Facet("label:N", title=None, columns=2),
).transform_calculate(label="datum.object + ' (' + datum.base_unit + ')'").properties(width=260).resolve_scale(
    x="independent"
)

# %% [markdown]
# ## Targets per unit in charge (责任单位)
#
# `lead_share` counts a task that two units lead as a half for each, so that shares add up to tasks. Group words
# (各县区) stay a line of their own.

# %%
units = con.sql("""
    WITH busiest AS (
      SELECT canonical_unit FROM responsibilities GROUP BY ALL ORDER BY sum(lead_share) DESC, canonical_unit LIMIT 15
    )
    SELECT
      coalesce(r.canonical_unit, '(nobody named)') AS unit, concat_ws(' ', place, year) AS plan,
      lead_share::DOUBLE AS leads, support_tasks AS supports
    FROM responsibilities r JOIN busiest b ON b.canonical_unit IS NOT DISTINCT FROM r.canonical_unit
    ORDER BY unit, plan
""").df()
((tasks, led),) = con.sql(
    "SELECT (SELECT count(*) FROM current_tasks), (SELECT sum(lead_share) FROM responsibilities)"
).fetchall()
assert round(led) == tasks
alt.Chart(units).mark_bar().encode(
    x=alt.X("sum(leads):Q", title="tasks led"),
    y=alt.Y("unit:N", title=None, sort="-x"),
    color=alt.Color("plan:N", title="plan"),
).properties(width=420)

# %% [markdown]
# ## How far projects are in each quarter (各季度阶段)
#
# How many tasks have a clause that reaches a stage, with a number or without.

# %%
stages = con.sql("""
    UNPIVOT (SELECT concat_ws(' ', place, year) AS plan, stage, q1, q2, q3, q4 FROM stages_by_quarter)
    ON q1, q2, q3, q4 INTO NAME quarter VALUE tasks
""").df()
ORDER = ["preparation", "tender", "started", "structure_complete", "completed", "accepted", "in_use", "ongoing"]
assert set(stages.stage) <= set(ORDER)
dark = stages.tasks.max() / 2
chart = alt.Chart(stages).encode(
    x=alt.X("quarter:N", title=None, axis=alt.Axis(labelAngle=0)), y=alt.Y("stage:N", title=None, sort=ORDER)
)
alt.layer(
    chart.mark_rect().encode(color=alt.Color("tasks:Q", scale=alt.Scale(scheme="greens"))),
    chart.mark_text().encode(
        text="tasks:Q", color=alt.condition(f"datum.tasks > {dark}", alt.value("#fff"), alt.value("#222"))
    ),
).properties(width=160, height=170).facet(facet=alt.Facet("plan:N", title=None), columns=2)

# %% [markdown]
# ## What is unscheduled (未分解目标)
#
# Goals that no quarter has a number for. `nothing` says that no quarter speaks of it at all.

# %%
unscheduled = con.sql("""
    SELECT place, year, number, indicator, goal, unit, reason, pages, series_id
    FROM unscheduled_goals ORDER BY reason <> 'nothing', place, year, ordinal LIMIT 15
""").df()
((count,),) = con.sql("SELECT count(*) FROM indicators WHERE verdict = 'unscheduled'").fetchall()
assert len(unscheduled) == min(count, 15)
unscheduled.style.format(precision=0, thousands=",", subset="goal")

# %% [markdown]
# The page of the first one, with its words marked:

# %%
xushi.evidence(unscheduled.series_id[0], warehouse) if len(unscheduled) else None
