// Keys for the page, and its fields' state. The page works without it.
"use strict";

const own = document.querySelector("form[data-own]");

// what Enter does in a form: what the key that led there meant
function intend(form, decision, field) {
  form.dataset.intent = decision;
  field.focus();
  if (field.select) field.select();
}

function press(form, decision) {
  const button = form.querySelector(`button[value="${decision}"]`);
  const reason = form.querySelector(".reason");
  if (!button || document.body.classList.contains("busy")) return;
  if (decision !== "accept" && !reason.value.trim()) {
    reason.classList.add("needed");
    intend(form, decision, reason);
    return;
  }
  form.requestSubmit(button);
}

function edit() {
  const details = document.querySelector(".others details");
  let form = own;
  if (own && !own.querySelector(".fields") && details) {
    details.open = true;
    form = details.querySelector("form");
  }
  const field = form && form.querySelector(".fields input, .fields select");
  if (field) intend(form, "correct", field);
}

function follow(id) {
  const link = document.getElementById(id);
  if (link && !link.hasAttribute("aria-disabled")) link.click();
}

const KEYS = {
  j: () => follow("next"), ArrowRight: () => follow("next"),
  k: () => follow("previous"), ArrowLeft: () => follow("previous"),
  a: () => own && press(own, "accept"),
  e: edit,
  r: () => own && own.querySelector(".reject") && intend(own, "reject", own.querySelector(".reason")),
  "?": () => document.getElementById("help").showModal(),
};

document.addEventListener("keydown", (event) => {
  const at = event.target;
  const typing = at.matches("input, select, textarea");
  if (event.key === "Escape" && typing) at.blur();
  if (event.key === "Enter" && at.matches("form.answer input, form.answer select")) {
    event.preventDefault();
    press(at.form, at.form.dataset.intent || "");
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const act = KEYS[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

for (const form of document.querySelectorAll("form.answer")) {
  form.addEventListener("input", (event) => {
    const field = event.target;
    field.classList.remove("needed");
    const label = field.closest(".fields label");
    if (!label) return;
    const isChanged = field.tagName === "SELECT"
      ? [...field.options].some((option) => option.selected !== option.defaultSelected)
      : field.value !== field.defaultValue;
    label.classList.toggle("changed", isChanged);
    form.dataset.intent = "correct";
  });
  form.addEventListener("submit", (event) => {
    const decision = event.submitter ? event.submitter.value : "";
    const reason = form.querySelector(".reason");
    if (decision !== "accept" && !reason.value.trim()) {
      event.preventDefault();
      reason.classList.add("needed");
      intend(form, decision, reason);
      return;
    }
    document.body.classList.add("busy");
  });
}

document.querySelector("[data-help]").addEventListener("click", KEYS["?"]);
const current = document.querySelector(".queue [aria-current]");
if (current) current.scrollIntoView({ block: "nearest" });
