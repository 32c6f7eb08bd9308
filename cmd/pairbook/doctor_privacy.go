package main

import (
	"pairbook/forms"
	"pairbook/forms/lang"
)

// lookCore tells whether the system may write down what the program has in memory.
func (r *run) lookCore() findingJSON {
	if coreOff() {
		return r.found("core", ok, "core")
	}
	return r.found("core", warn, "core_on")
}

// lookPrivacy looks at the passphrases, the backups and how long answers are kept. The
// book is open. It tells how many, never whose.
func (r *run) lookPrivacy() []findingJSON {
	out := []findingJSON{r.lookLock()}
	with, all, late := r.countPeople()
	out = append(out, r.found("people", ok, "people", "n", with, "all", all))
	if late > 0 {
		out = append(out, r.found("keep", warn, "keep", "n", late))
	}
	return append(out, r.lookBackups())
}

func (r *run) lookLock() findingJSON {
	ways, err := r.book.WaysIn()
	switch {
	case !r.book.Locked():
		return r.found("lock", ok, "lock_none")
	case err == nil && len(ways) == 1:
		broken := map[string]string{"passphrase": "recovery", "recovery": "passphrase"}[ways[0]]
		return r.found("lock", warn, "lock_part", "way", r.words.T("privacy.way_"+broken))
	}
	return r.found("lock", ok, "lock")
}

// countPeople counts the persons who have a passphrase, and the pairs that are kept longer
// than agreed.
func (r *run) countPeople() (with, all, late int) {
	pairs, _ := r.book.Pairs() // what is damaged was told
	today, err := r.today()
	if err != nil {
		today = lang.DateOf(r.main.Now())
	}
	for _, one := range pairs {
		for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
			all++
			if info, err := r.book.Person(one.ID, v); err == nil && info.HasPassphrase {
				with++
			}
		}
		rec, _, err := r.book.Load(one.ID)
		if err != nil {
			continue
		}
		p := forms.NewPair(rec, r.lib, today, r.words)
		if day, ok := p.KeepUntil(); ok && !today.Before(day) {
			late++
		}
	}
	return with, all, late
}

func (r *run) lookBackups() findingJSON {
	all := r.book.Backups()
	unfit := 0
	for _, s := range all {
		if s.Stale || s.Err != nil {
			unfit++
		}
	}
	switch {
	case len(all) == 0:
		return r.found("backups", ok, "backups_none")
	case unfit > 0:
		return r.found("backups", warn, "backups_stale", "n", unfit)
	}
	return r.found("backups", ok, "backups", "n", len(all), "day", r.words.Short(lang.DateOf(all[0].Day)))
}
