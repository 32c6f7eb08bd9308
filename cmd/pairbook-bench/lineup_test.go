package main

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestWhoIsNotHereOrFailsTakesNoFurtherTurns(t *testing.T) {
	ps := []program{{name: "ours", path: "/ours"}, {name: "vim"}, {name: "huh", path: "/huh"}}
	turns := make([]int, len(ps))
	errs := rounds(ps, 4, func(_, i int) error {
		turns[i]++
		if ps[i].name == "huh" {
			return errSilent
		}
		return nil
	})
	if diff := cmp.Diff([]int{4, 0, 1}, turns); diff != "" {
		t.Errorf("turns (-want +got):\n%s", diff)
	}
	if errs[0] != nil || !errors.Is(errs[2], errSilent) {
		t.Errorf("errors: %v", errs)
	}
	if got := ps[1].beside(nil); got.Absent != absent || got.Figures != nil {
		t.Errorf("a program that is not here: %+v", got)
	}
	if got := ps[2].beside(errs[2], Figure{"p50", 0, "ms"}); got.Absent == "" || got.Figures != nil {
		t.Errorf("a program that failed shows figures: %+v", got)
	}
}

func TestStoresTakeTurnsAndDearOnesFewer(t *testing.T) {
	one := func() (time.Duration, error) { return time.Millisecond, nil }
	s, errs := takeTurns([]other{{open: one}, {open: one, every: 5}, {}, {open: one, err: errEnded}}, 20,
		func(o other, _ int) (time.Duration, error) { return o.open() })
	var n []int
	for _, x := range s {
		n = append(n, len(x))
	}
	if diff := cmp.Diff([]int{20, 4, 0, 0}, n); diff != "" {
		t.Errorf("turns (-want +got):\n%s", diff)
	}
	if errs[0] != nil || errs[1] != nil || errs[2] == nil || !errors.Is(errs[3], errEnded) {
		t.Errorf("errors: %v", errs)
	}
}

func TestGroupsAreChosenByNameAndUnknownNamesRefused(t *testing.T) {
	names := func(gs []group) (out []string) {
		for _, g := range gs {
			out = append(out, g.name)
		}
		return out
	}
	few, err := wanted("start, save", "save")
	if diff := cmp.Diff([]string{"start"}, names(few)); diff != "" || err != nil {
		t.Errorf("chosen (-want +got):\n%s%v", diff, err)
	}
	most, err := wanted("", "million")
	if err != nil || slices.Contains(names(most), "million") || len(most) != len(groups())-1 {
		t.Errorf("all but the largest book: %v, %v", names(most), err)
	}
	if _, err := wanted("", "starts"); err == nil {
		t.Error("a group that there is not is skipped without a word")
	}
}
