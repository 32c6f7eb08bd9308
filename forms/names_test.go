package forms

import "testing"

func TestPrefillIsOneOfTheFormsGrammar(t *testing.T) {
	for _, text := range []string{
		"today", "now", "name.mentor", "name.mentee", "contract.ct_when", "contract.ct_length.from",
		"register.goals", "anchor + 6m", "anchor + length", "anchor+10d", "anchor + 2w", "anchor.x",
	} {
		if err := CheckPrefill(text); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, text := range []string{
		"", "tomorrow", "name.chair", "name", "contract", "a.b.c.d", "a.", ".b", "A.b", "register.goals.due", "register",
		"anchor", "anchor + ", "anchor + 6", "anchor + six months", "anchor - 6m", "anchor + -6m", "today + 1w", "anchor 6m", "anchor + end",
	} {
		if CheckPrefill(text) == nil {
			t.Errorf("%q passes as a prefill", text)
		}
	}
}

func TestOffsetHasANumberAndAUnitAndPerhapsAPoint(t *testing.T) {
	for text, want := range map[string]Offset{
		"0": {Unit: "d"}, "0w": {Unit: "w"}, "+1w": {N: 1, Unit: "w"}, "-4w": {N: -4, Unit: "w"}, "6m": {N: 6, Unit: "m"},
		"+10d": {N: 10, Unit: "d"}, "+4000d": {N: 4000, Unit: "d"},
		"end": {Unit: "d", From: FromEnd}, "end +4w": {N: 4, Unit: "w", From: FromEnd}, "end -1m": {N: -1, Unit: "m", From: FromEnd},
		"half": {Unit: "d", From: FromHalf},
	} {
		if got, err := ParseOffset(text); err != nil || got != want {
			t.Errorf("%q: %+v, %v; want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "1", "w", "+w", "+1y", "1 w", "+1.5m", "4001d", "-4001d", "99999999999999999999d", "++1w", "1W", "end half", "endend", "half +1w", "end 4"} {
		if got, err := ParseOffset(text); err == nil {
			t.Errorf("%q passes as %+v", text, got)
		}
	}
}
