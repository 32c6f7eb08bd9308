package forms

import (
	"errors"
	"strconv"
	"strings"
)

// AutoNames lists what can stand in the auto key of a form: all that Pair.Compute
// works out.
func AutoNames() []string {
	return []string{
		"meeting_number", "open_actions", "months", "hours", "idle_days", "role",
		"period", "contacts_count", "compare_copies", "contract_version",
		"shared_areas", "common_times", "goals_reached",
		"cs_pair", "cs_template", "cs_start", "cs_end", "cs_steps", "cs_contacts", "cs_forms", "cs_goals_count",
		"cs_actions", "cs_flag", "cs_eval_avg", "cs_worked", "cs_change", "cs_barriers", "cs_next", "cs_certificate",
	}
}

// AutoColumns lists what can stand in the auto key of a column of given rows: all
// that Sheet.CellValue works out.
func AutoColumns() []string { return []string{"given", "step_due", "step_who", "step_status"} }

// errPrefill is one error for every bad prefill: the form's author reads the
// catalogue's message, which lists what can be written.
var errPrefill = errors.New("a prefill is form.field, form.field.part, register.goals, anchor + 6m, anchor + length, today, now, name.mentor, name.mentee or name.own")

// CheckPrefill checks how a prefill is written; whether the field or register
// exists is the catalogue's question.
func CheckPrefill(text string) error {
	switch text {
	case "today", "now", "keep", "name.mentor", "name.mentee", "name.own":
		return nil
	}
	if from, distance, ok := strings.Cut(text, "+"); ok && strings.TrimSpace(from) == "anchor" {
		return checkDistance(strings.TrimSpace(distance))
	}
	ids := strings.Split(text, ".")
	if len(ids) < 2 || len(ids) > 3 || ids[0] == "name" || ids[0] == "register" && len(ids) != 2 {
		return errPrefill
	}
	for _, id := range ids {
		if !IsID(id) {
			return errPrefill
		}
	}
	return nil
}

// checkDistance checks what stands behind "anchor +": "length" or "6m".
func checkDistance(text string) error {
	if text == "length" {
		return nil
	}
	if o, err := ParseOffset(text); err != nil || o.N < 0 || o.From == FromEnd {
		return errPrefill
	}
	return nil
}

// maxOffset is the furthest a step or a prefill lies from its date: far above any
// programme, and small enough for every calendar.
const maxOffset = 4000

// ParseOffset reads a distance in days, weeks or months: "0", "+1w", "-4w", "+6m",
// "10d". A bare number other than 0 is refused, because its unit would be a guess.
func ParseOffset(text string) (Offset, error) {
	bad := errors.New("an offset is a number and d, w or m (+1w, -4w, +6m, 0), perhaps behind the word end, or half")
	if text == string(FromHalf) {
		return Offset{Unit: "d", From: FromHalf}, nil
	}
	if rest, fromEnd := strings.CutPrefix(text, string(FromEnd)); fromEnd {
		if rest == "" {
			rest = "0"
		}
		o, err := ParseOffset(strings.TrimSpace(rest))
		if err != nil || o.From != FromAnchor {
			return Offset{}, bad
		}
		o.From = FromEnd
		return o, nil
	}
	if text == "0" {
		return Offset{Unit: "d"}, nil
	}
	if len(text) < 2 {
		return Offset{}, bad
	}
	number, unit := text[:len(text)-1], text[len(text)-1:]
	n, err := strconv.Atoi(number)
	if err != nil || n > maxOffset || n < -maxOffset || !strings.Contains("dwm", unit) {
		return Offset{}, bad
	}
	return Offset{N: n, Unit: unit}, nil
}
