package main

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
)

// page is a model whose View is what it was given last.
type page struct{ view tea.View }

func (p *page) Init() tea.Cmd { return nil }

func (p *page) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if v, ok := msg.(tea.View); ok {
		p.view = v
	}
	return p, nil
}

func (p *page) View() tea.View { return p.view }

func TestAFrameThatWaitsIsWokenForAtTheNextTickOnceAndAnUnchangedOneNever(t *testing.T) {
	began := time.Date(2026, 3, 24, 9, 0, 0, 0, time.UTC)
	now, stirred := began, 0
	var woken []time.Duration // since the beginning
	p := &paced{
		Model: &page{}, now: func() time.Time { return now }, stir: func() { stirred++ },
		wake: func(after time.Duration) { woken = append(woken, now.Add(after).Sub(began)) },
	}
	p.Init()
	cursor := tea.NewCursor(1, 1)
	for _, frame := range []struct {
		at   time.Duration
		view tea.View
	}{
		{time.Millisecond, tea.View{Content: "a"}},
		{2 * time.Millisecond, tea.View{Content: "ab"}},                  // the same tick
		{9 * time.Millisecond, tea.View{Content: "ab"}},                  // unchanged
		{10 * time.Millisecond, tea.View{Content: "ab", Cursor: cursor}}, // it has moved
		{2 * tick, tea.View{Content: "abc"}},                             // at a tick: for the one that follows
	} {
		now = began.Add(frame.at)
		if m, _ := p.Update(frame.view); m != tea.Model(p) {
			t.Fatal("it does not stay around the model")
		}
		if got := p.View(); got.Content != frame.view.Content {
			t.Fatalf("it shows %q, want %q", got.Content, frame.view.Content)
		}
	}
	if want := []time.Duration{tick, 2 * tick, 3 * tick}; !slices.Equal(woken, want) {
		t.Errorf("woken at %v, want %v", woken, want)
	}
	if stirred != 5 {
		t.Errorf("stirred %d times by five messages", stirred)
	}
}

func TestWhileNothingHappensOneCoreIsUsedAndAllOfThemAfterwards(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cores := 4
		r := newRest(func(n int) int {
			was := cores
			cores = n
			return was
		})
		for _, step := range []struct {
			wait time.Duration
			want int
		}{{restsAfter - 1, 4}, {restsAfter - 1, 4}, {restsAfter, 1}, {restsAfter, 1}} {
			time.Sleep(step.wait)
			synctest.Wait()
			if cores != step.want {
				t.Errorf("after %v: %d cores, want %d", step.wait, cores, step.want)
			}
			r.stir()
			if cores != 4 {
				t.Errorf("awake it has %d cores", cores)
			}
		}
		time.Sleep(restsAfter)
		synctest.Wait()
		r.end()
		time.Sleep(2 * restsAfter)
		synctest.Wait()
		if cores != 4 {
			t.Errorf("in the end it has %d cores", cores)
		}
	})
}
