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
		"anchor", "anchor + ", "anchor + 6", "anchor + six months", "anchor - 6m", "anchor + -6m", "today + 1w", "anchor 6m",
	} {
		if CheckPrefill(text) == nil {
			t.Errorf("%q passes as a prefill", text)
		}
	}
}

func TestOffsetHasANumberAndAUnit(t *testing.T) {
	for text, want := range map[string]Offset{
		"0": {0, "d"}, "0w": {0, "w"}, "+1w": {1, "w"}, "-4w": {-4, "w"}, "6m": {6, "m"}, "+10d": {10, "d"}, "+4000d": {4000, "d"},
	} {
		if got, err := ParseOffset(text); err != nil || got != want {
			t.Errorf("%q: %+v, %v; want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "1", "w", "+w", "+1y", "1 w", "+1.5m", "4001d", "-4001d", "99999999999999999999d", "++1w", "1W"} {
		if got, err := ParseOffset(text); err == nil {
			t.Errorf("%q passes as %+v", text, got)
		}
	}
}

func TestAutoNamesAreKnown(t *testing.T) {
	for _, name := range AutoNames() {
		if !IsAuto(name) {
			t.Errorf("%q is listed but not known", name)
		}
	}
	if IsAuto("") || IsAuto("weather") {
		t.Error("an unknown name passes as auto")
	}
}
