package forms_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pairbook/forms"
)

// ids are names as form files have them.
func ids() *rapid.Generator[string] { return rapid.StringMatching(`[a-z][a-z0-9_]{0,20}`) }

func sheetIDs() *rapid.Generator[forms.SheetID] {
	return rapid.Custom(func(t *rapid.T) forms.SheetID {
		id := ids().Draw(t, "id")
		switch rapid.IntRange(0, 3).Draw(t, "sort") {
		case 0:
			return forms.Register(id)
		case 1:
			return forms.SheetID{Form: id, Number: rapid.IntRange(1, 9999).Draw(t, "number")}
		case 2:
			return forms.SheetID{Form: id, Of: rapid.SampledFrom([]forms.Voice{forms.Mentor, forms.Mentee}).Draw(t, "of")}
		}
		return forms.SheetID{Form: id}
	})
}

func TestASheetsNameIsReadBackAsTheSameSheet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := sheetIDs().Draw(t, "sheet")
		if got, err := forms.ParseSheetID(want.String()); err != nil || got != want {
			t.Fatalf("%s is read as %+v, %v", want, got, err)
		}
	})
}

func TestAnAddressSurvivesJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := forms.Address{
			Sheet: sheetIDs().Draw(t, "sheet"), Field: ids().Draw(t, "field"), Row: forms.RowID(rapid.SampledFrom([]string{"", "7q"}).Draw(t, "row")),
			Part: rapid.SampledFrom([]string{"", "from", forms.PartOrder}).Draw(t, "part"), Voice: forms.Agreed,
		}
		data, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got forms.Address
		if err := json.Unmarshal(data, &got); err != nil || got != want {
			t.Fatalf("%s comes back as %s, %v", want, got, err)
		}
	})
}

func TestWhatIsNoSheetIsRefused(t *testing.T) {
	for _, in := range []string{
		"", "/", "@", "@Goals", "@goals/1", "Meeting/1", "meeting/", "meeting/0", "meeting/-1", "meeting/+1", "meeting/01", "meeting/10000",
		"meeting/1/2", "meeting/agreed", "meeting/chair", "meeting 1", " meeting", "1meeting", "_x", "möte", "a-b", strings.Repeat("a", 65),
		"meeting/9999999999999999999999",
	} {
		if got, err := forms.ParseSheetID(in); err == nil {
			t.Errorf("%q passes as %+v", in, got)
		}
	}
	var id forms.SheetID
	if err := id.UnmarshalText([]byte("meeting/0")); err == nil || id != (forms.SheetID{}) {
		t.Errorf("a refused name leaves %+v, %v", id, err)
	}
}

func TestAnAddressIsReadableInALog(t *testing.T) {
	a := forms.Address{Sheet: forms.SheetID{Form: "contract"}, Field: "ct_length", Voice: forms.Agreed}
	for want, at := range map[string]forms.Address{
		"contract:ct_length@agreed":         a,
		"contract:ct_length.from@agreed":    a.At("from"),
		"contract:ct_length[7q].due@mentee": a.InRow("7q").At("due").By(forms.Mentee),
	} {
		same(t, "the address", at.String(), want)
	}
}

func TestAVoiceIsOneOfThree(t *testing.T) {
	for _, v := range []forms.Voice{forms.Mentor, forms.Mentee, forms.Agreed} {
		if got, err := forms.ParseVoice(string(v)); err != nil || got != v {
			t.Errorf("%s is read as %s, %v", v, got, err)
		}
		same(t, "the other of the other", v.Other().Other(), v)
		same(t, string(v)+" has an other", v.Other() != v, v.IsPerson())
	}
	if _, err := forms.ParseVoice("chair"); err == nil {
		t.Error("a chair passes as a voice")
	}
}

func TestStampsRiseWhateverTheClockSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := forms.Stamp(rapid.Uint64Range(0, math.MaxUint64-100).Draw(t, "known"))
		for range 50 {
			now := time.UnixMilli(rapid.Int64().Draw(t, "clock"))
			next := s.Next(now)
			if next <= s {
				t.Fatalf("after %d comes %d", s, next)
			}
			if ms := now.UnixMilli(); ms >= 0 && ms < 1<<48 && next < forms.Stamp(ms)<<16 {
				t.Fatalf("the stamp %d is before the clock's %v", next, now)
			}
			s = next
			if s > math.MaxUint64-100 {
				return
			}
		}
	})
}

func TestStampsTellTheClockAndKnowTheirBounds(t *testing.T) {
	now := time.Date(2026, 3, 24, 14, 2, 11, 0, time.UTC)
	same(t, "the wall clock", forms.Stamp(0).Next(now).Wall().UTC(), now)
	same(t, "a clock before 1970", forms.Stamp(0).Next(time.Date(1901, 1, 1, 0, 0, 0, 0, time.UTC)), forms.Stamp(1))
	far := forms.Stamp(0).Next(time.Date(30000, 1, 1, 0, 0, 0, 0, time.UTC))
	same(t, "a clock after the last year", far.Wall().Year(), 10889)
	same(t, "a clock put right after that", far.Next(now) > far, true)
	same(t, "the end of time", forms.Stamp(math.MaxUint64).Next(now), forms.Stamp(math.MaxUint64))
}

func TestRowAndPairIDsCanBeReadAloud(t *testing.T) {
	seen := map[string]bool{}
	for range 200 {
		row, pair := string(forms.NewRowID()), string(forms.NewPairID())
		if len(row) != 26 || len(pair) != 6 || strings.Trim(row+pair, forms.RowAlphabet) != "" {
			t.Fatalf("bad ids %q and %q", row, pair)
		}
		if seen[row] {
			t.Fatalf("the row id %q came twice", row)
		}
		seen[row] = true
	}
	if strings.ContainsAny(forms.RowAlphabet, "ilou") || len(forms.RowAlphabet) != 32 {
		t.Errorf("letters that are easily mixed up in %q", forms.RowAlphabet)
	}
}
