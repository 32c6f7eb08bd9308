package main

import (
	"os/exec"
	"strings"
	"time"

	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// The years in which a clock can be right, and how far it may be behind the last save:
// clocks are set by a few minutes now and then.
const (
	firstYear = 2025
	lastYear  = 2099
	behind    = time.Hour
)

// lookClock looks whether the clock can be right. The book may be open.
func (r *run) lookClock() findingJSON {
	now := r.main.Now()
	day := r.words.Short(lang.DateOf(now))
	if now.Year() < firstYear || now.Year() > lastYear {
		return r.found("clock", warn, "clock_wrong", "day", day)
	}
	if r.book != nil {
		if s, err := r.book.Stats(); err == nil && s.LastSave.Sub(now) > behind {
			return r.found("clock", warn, "clock_back", "day", day)
		}
	}
	return r.found("clock", ok, "clock", "day", day, "time", r.words.Clock(lang.Clock(now.Hour()*60+now.Minute())))
}

// lookFonts looks whether the names in the book can be written in a PDF. The book may be
// open.
func (r *run) lookFonts() findingJSON {
	var text strings.Builder
	if r.book != nil {
		all, _ := r.book.Pairs() // what is damaged is told elsewhere
		for _, p := range all {
			text.WriteString(p.Mentee + p.Mentor + p.Organisation)
		}
	}
	if lacks, err := export.Lacks(text.String()); err != nil || lacks {
		return r.found("fonts", warn, "fonts_lack")
	}
	return r.found("fonts", ok, "fonts")
}

// tools are programs that go well with this one: age opens our encrypted backups, less
// shows what is long, the others open a file that was exported.
var tools = [...]string{"age", "less", "xdg-open", "open"}

func (r *run) lookTools() findingJSON {
	var found []string
	for _, name := range tools {
		if _, err := exec.LookPath(name); err == nil {
			found = append(found, name)
		}
	}
	if len(found) == 0 {
		return r.found("tools", ok, "tools_none")
	}
	return r.found("tools", ok, "tools", "found", strings.Join(found, ", "))
}
