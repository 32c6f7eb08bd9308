package tui

import (
	"crypto/ed25519"
	"slices"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// AloneMsg tells the screen on top that the one who types is alone at the screen now.
type AloneMsg struct{}

type (
	aloneMsg struct {
		who forms.Voice
		at  Place
	}
	togetherMsg struct{}
	lockMsg     struct{}
	signMsg     struct {
		at   forms.Address
		name string
		day  lang.Date
		part bool // initials, for what was changed alone
	}
)

// Alone asks that one of the two be alone at the screen, with the passphrase where that
// person has one. Then it goes to a place; from the zero Place the screen stays, and is
// told AloneMsg.
func (d *Desk) Alone(v forms.Voice, at Place) Cmd { return send(aloneMsg{v, at}) }

// Lock takes the keys of both persons out of memory, and what was theirs off the pages.
func (d *Desk) Lock() Cmd { return send(lockMsg{}) }

// RekeyedMsg tells every page what came of setting or removing a passphrase: whoever
// began it may be covered meanwhile.
type RekeyedMsg struct {
	Rekeyed Rekeyed
	Err     error
}

// OpenTogether opens sealed copies that lie behind the passphrases of the two: each who
// has one types it.
func (d *Desk) OpenTogether() Cmd { return send(togetherMsg{}) }

// Sign signs at an address with proof of wording, as the person whose voice it has. It is
// done after all that waits to be saved; who has a passphrase is asked for it.
func (d *Desk) Sign(at forms.Address, name string, day lang.Date) Cmd {
	return send(signMsg{at: at, name: name, day: day})
}

// Initial puts initials to what was changed since the signature at an address; see Sign.
func (d *Desk) Initial(at forms.Address, name string, day lang.Date) Cmd {
	return send(signMsg{at, name, day, true})
}

// toldOfLocks takes what is about passphrases, being alone and signing.
func (a *App) toldOfLocks(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case aloneMsg, togetherMsg, signMsg:
		if a.hidden || a.desk.Pair == nil {
			return nil // it was asked for before everything was hidden
		}
		return a.asked(m)
	case rereadMsg:
		return a.renew(m)
	case locksMsg:
		return a.renewed(m)
	case lockMsg:
		return a.lock(forms.Agreed, true)
	case RekeyedMsg:
		return a.tellAll(m)
	}
	return a.tellTop(msg)
}

// asked takes what takes a passphrase where there is one.
func (a *App) asked(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case aloneMsg:
		return a.beAlone(m)
	case signMsg:
		return a.sign(m)
	}
	return a.openNext([]forms.Voice{forms.Mentee, forms.Mentor}, nil)
}

// asksPerson is the cover that asks a person for the passphrase. then goes on while that
// person is unlocked; Esc locks again.
func (a *App) asksPerson(v forms.Voice, why string, then func() tea.Cmd) tea.Cmd {
	d := a.desk
	pair, name, book := d.Pair.Record.Pair, d.Pair.Name(v), d.Book
	leave := tea.Batch(a.top().Leave(), d.keepDrafts())
	a.note = ""
	undone := func() tea.Cmd { return tea.Batch(a.lock(v, false), a.tellTop(ShownMsg{})) }
	a.cover = &cover{
		asks: true, esc: true, done: then, undone: undone,
		lines: func(w *lang.Words) []string {
			return []string{w.T(why, "name", name), w.T("privacypage.ask_person", "name", name)}
		},
		try: func(pass string) error { return book.UnlockPerson(pair, v, pass) },
	}
	return leave
}

// mustAsk reports whether a person has to type a passphrase first.
func (a *App) mustAsk(v forms.Voice) bool {
	return a.desk.locks.Persons[v].HasPassphrase && a.unlocked != v
}

func (a *App) beAlone(m aloneMsg) tea.Cmd {
	if !a.mustAsk(m.who) {
		return a.alone(m)
	}
	return a.asksPerson(m.who, "privacypage.alone_why", func() tea.Cmd {
		return a.reread(func() tea.Cmd {
			a.unlocked, a.unlockedOf = m.who, a.desk.Pair.Record.Pair
			return a.alone(m)
		})
	})
}

func (a *App) alone(m aloneMsg) tea.Cmd {
	a.desk.Reader = forms.Reader{Hand: m.who, Alone: true}
	if m.at.Screen != "" {
		return a.open(m.at)
	}
	return a.tellTop(AloneMsg{})
}

// watchAlone locks a person again who is not alone any more, however that came.
func (a *App) watchAlone() tea.Cmd {
	r := a.desk.Reader
	if a.unlocked == "" || r.Alone && r.Hand == a.unlocked && a.desk.Pair.Record.Pair == a.unlockedOf {
		return nil
	}
	return tea.Batch(a.desk.keepDrafts(), a.lock(forms.Agreed, true))
}

// lock takes the keys of a person out of memory, forms.Agreed for both, after all they
// wrote was saved; anew reads the record again, without what was theirs.
func (a *App) lock(v forms.Voice, anew bool) tea.Cmd {
	pair := a.unlockedOf
	if v == forms.Agreed {
		a.unlocked, a.unlockedOf = "", ""
	}
	if pair == "" && a.desk.Pair != nil {
		pair = a.desk.Pair.Record.Pair
	}
	if pair == "" {
		return nil
	}
	return a.desk.Saver.enqueue(&job{kind: lockJob, pair: pair, hand: v, anew: anew})
}

// openNext asks each who is locked, one after the other, and then opens both copies.
// typed are those who have typed their passphrase for it: they are locked again when the
// other does not, or all is open. Who was alone before stays so.
func (a *App) openNext(who, typed []forms.Voice) tea.Cmd {
	for i, v := range who {
		if a.mustAsk(v) {
			cmd := a.asksPerson(v, "privacypage.together_why", func() tea.Cmd { return a.openNext(who[i+1:], append(typed, v)) })
			undone := a.cover.undone
			a.cover.undone = func() tea.Cmd { return tea.Batch(a.lockAgain(typed), undone()) }
			return cmd
		}
	}
	pair := a.desk.Pair.Record.Pair
	return tea.Batch(a.desk.Saver.enqueue(&job{kind: discloseJob, pair: pair}), a.lockAgain(typed))
}

// lockAgain locks those who were unlocked for one thing, and reads the record anew.
func (a *App) lockAgain(who []forms.Voice) tea.Cmd {
	var cmds []tea.Cmd
	for i, v := range who {
		cmds = append(cmds, a.lock(v, i == len(who)-1))
	}
	return tea.Batch(cmds...)
}

func (a *App) sign(m signMsg) tea.Cmd {
	d := a.desk
	j := &job{kind: signJob, pair: d.Pair.Record.Pair, hand: d.Reader.Hand, do: d.signing(m)}
	if !a.mustAsk(m.at.Voice) {
		return d.Saver.enqueue(j)
	}
	return a.asksPerson(m.at.Voice, "privacypage.sign_why", func() tea.Cmd {
		return tea.Batch(d.Saver.enqueue(j), a.lock(m.at.Voice, false), a.tellTop(ShownMsg{}))
	})
}

// signing signs what the book holds once all before it is saved. A signature that
// stands and fits already is not given twice.
func (d *Desk) signing(m signMsg) func(Book, forms.PairID, forms.Voice) ([]forms.Revision, error) {
	lib, today, words := d.Library, d.Today(), d.Words
	return func(b Book, pair forms.PairID, hand forms.Voice) ([]forms.Revision, error) {
		signer, err := b.Signer(pair, m.at.Voice)
		if err != nil {
			return nil, err
		}
		rec, _, err := b.Load(pair)
		if err != nil {
			return nil, err
		}
		p := forms.NewPair(rec, lib, today, words)
		sh, ok := p.Sheet(m.at.Sheet)
		if !ok {
			return nil, forms.ErrNotToSign
		}
		if stands(p, m, signer.Public()) {
			return nil, nil
		}
		give := sh.Sign
		if m.part {
			give = sh.Initial
		}
		cs, err := give(m.at, m.name, m.day, signer)
		if err != nil {
			return nil, err
		}
		return b.Commit(pair, hand, cs)
	}
}

func stands(p *forms.Pair, m signMsg, key ed25519.PublicKey) bool {
	all := p.VerifySignatures(map[forms.Voice]ed25519.PublicKey{m.at.Voice: key})
	return slices.ContainsFunc(all, func(f forms.Proof) bool {
		return f.At == m.at && f.State == forms.ProofGood && (m.part || f.Name == m.name && f.Date == m.day && !f.Initials())
	})
}

// relocked goes on after keys were locked, or the first signature has made one.
func (a *App) relocked(m savedMsg) tea.Cmd {
	here := a.desk.Pair != nil && a.desk.Pair.Record.Pair == m.pair
	switch {
	case m.kind == lockJob && m.anew && here:
		return a.reread(nil)
	case m.kind == signJob && m.err == nil && here:
		return a.desk.RenewLocks()
	}
	return nil
}

// rereadMsg is the record of the pair that lies open, read anew.
type rereadMsg struct {
	openedMsg
	then func() tea.Cmd
}

// reread reads the record of the pair that lies open anew, and goes on with then, which
// may be nil.
func (a *App) reread(then func() tea.Cmd) tea.Cmd {
	if a.desk.Pair == nil {
		return nil
	}
	pair := a.desk.Pair.Record.Pair
	read := a.desk.OpenPair(pair, Place{})
	return func() tea.Msg {
		m, _ := read().(openedMsg)
		return rereadMsg{m, then}
	}
}

// renew lays a record that was read anew on the desk. The pages are made anew: none may
// hold on to what the old one said.
func (a *App) renew(m rereadMsg) tea.Cmd {
	d := a.desk
	switch {
	case m.err != nil:
		return tea.Batch(a.fail(m.err), a.lock(forms.Agreed, false))
	case d.Pair == nil || d.Pair.Record.Pair != m.rec.Pair:
		return nil
	case d.Saver.heard[m.rec.Pair] != m.heard:
		return a.reread(m.then)
	}
	var leave tea.Cmd
	if top := a.top(); top != nil && !a.hidden {
		leave = tea.Batch(top.Leave(), d.keepDrafts())
	}
	m.rec.Follow(d.Pair.Record)
	d.Saver.overlay(m.rec, d.Now())
	d.Open(m.rec)
	d.locks = m.locks
	made := a.remake()
	if m.then != nil && !a.hidden {
		return tea.Batch(leave, made, m.then())
	}
	return tea.Batch(leave, made)
}

// remake makes the pages of the pair anew, each where it was. A page that begins a pair
// or lists all of them knows nothing of what lies in this one.
func (a *App) remake() tea.Cmd {
	for i, p := range a.stack {
		mk := a.makers[p.at.Screen]
		if mk == nil || p.at.Screen == Privacy || !a.ofPair(p.at) {
			continue
		}
		at := p.at
		at.Then, at.instead = nil, false
		if at.Screen == SheetPage {
			at.Field = "" // where it was left, not where it was begun
		}
		if at.Screen == Help && i > 0 {
			a.desk.covered = a.stack[i-1].screen
		}
		a.stack[i] = page{mk(a.desk, at), at}
	}
	if a.hidden || a.cover != nil {
		return nil
	}
	return a.tellTop(ShownMsg{})
}
