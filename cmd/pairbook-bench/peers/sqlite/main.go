// Command sqlite keeps answers in SQLite as a careful program would, and does what it is
// told line by line on its input; each line is answered with the nanoseconds that it
// took, or "error: …".
//
//	fill FILE N P  make a book of N revisions of P answers
//	begin FILE N   keep the book open for saves; it holds N answers
//	save I         save answer I anew, durably
//	end            close that book
//	open FILE      open a book, read one answer, close it; only opening and reading count
package main

import (
	"bufio"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	_ "modernc.org/sqlite" // registers the driver
)

// Every revision stays, and heads is what a sheet shows: as in pairbook's book, but for
// the seals.
const schema = `
CREATE TABLE revisions (id INTEGER PRIMARY KEY, place INTEGER NOT NULL, value TEXT NOT NULL);
CREATE TABLE heads (place INTEGER PRIMARY KEY, revision INTEGER NOT NULL);`

const (
	insert = `INSERT INTO revisions (place, value) VALUES (?, ?)`
	point  = `INSERT OR REPLACE INTO heads (place, revision) VALUES (?, ?)`
	read   = `SELECT value FROM heads JOIN revisions ON heads.revision = revisions.id WHERE heads.place = ?`
)

const prose = "Amina vill våga säga sin mening på mötet, även när chefen är där. " +
	"Vi börjar med att hon leder en punkt på dagordningen, och Per sitter bredvid utan att ta över. " +
	"Efteråt pratar vi om hur det kändes och vad hon gör nästa gång. " +
	"I mars provar hon att leda hela mötet själv, om hon vill det."

// connect opens a file so that what was saved survives a power cut.
func connect(file string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", "file:"+file+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}

// book is the one that saves go to.
type book struct {
	db            *sql.DB
	insert, point *sql.Stmt
	places        int
}

func begin(file string, places int) (*book, error) {
	db, err := connect(file)
	if err != nil {
		return nil, err
	}
	b := &book{db: db, places: max(places, 1)}
	if b.insert, err = db.Prepare(insert); err == nil {
		b.point, err = db.Prepare(point)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return b, nil
}

func (b *book) save(n int) error {
	tx, err := b.db.Begin()
	if err != nil {
		return err
	}
	if err := revise(tx.Stmt(b.insert), tx.Stmt(b.point), n%b.places, n); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// revise writes revision n of a place.
func revise(insert, point *sql.Stmt, place, n int) error {
	done, err := insert.Exec(place, fmt.Sprint(n, " ", prose))
	if err != nil {
		return err
	}
	id, err := done.LastInsertId()
	if err != nil {
		return err
	}
	_, err = point.Exec(place, id)
	return err
}

func fill(file string, revisions, places int) (err error) {
	db, err := connect(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.Exec(schema); err != nil {
		return err
	}
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	if err := fillIn(tx, revisions, max(places, 1)); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func fillIn(tx *sql.Tx, revisions, places int) error {
	in, err := tx.Prepare(insert)
	if err != nil {
		return err
	}
	at, err := tx.Prepare(point)
	if err != nil {
		return err
	}
	for n := range revisions {
		if err := revise(in, at, n%places, n); err != nil {
			return err
		}
	}
	return nil
}

// openOnce returns how long it takes until an answer can be read.
func openOnce(file string) (time.Duration, error) {
	began := time.Now()
	db, err := connect(file)
	if err != nil {
		return 0, err
	}
	var value string
	err = db.QueryRow(read, 0).Scan(&value)
	took := time.Since(began)
	return took, errors.Join(err, db.Close())
}

// tool does what the lines say.
type tool struct{ book *book }

func (t *tool) do(line string) (time.Duration, error) {
	var what, file string
	var n, places int
	words := strings.Fields(line)
	if len(words) > 0 {
		what = words[0]
	}
	began := time.Now()
	var err error
	switch what {
	case "fill":
		if _, err = fmt.Sscanf(line, "fill %s %d %d", &file, &n, &places); err == nil {
			err = fill(file, n, places)
		}
	case "begin":
		if _, err = fmt.Sscanf(line, "begin %s %d", &file, &n); err == nil {
			t.book, err = begin(file, n)
		}
	case "save":
		if _, err = fmt.Sscanf(line, "save %d", &n); err == nil {
			err = t.save(n)
		}
	case "end":
		err = t.end()
	case "open":
		if _, err = fmt.Sscanf(line, "open %s", &file); err == nil {
			return openOnce(file)
		}
	default:
		err = fmt.Errorf("%q is nothing we can do", line)
	}
	return time.Since(began), err
}

func (t *tool) save(n int) error {
	if t.book == nil {
		return errors.New("no book is open for saves")
	}
	return t.book.save(n)
}

func (t *tool) end() error {
	if t.book == nil {
		return nil
	}
	err := t.book.db.Close()
	t.book = nil
	return err
}

func main() {
	t := tool{}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		took, err := t.do(lines.Text())
		if err != nil {
			fmt.Printf("error: %q\n", err)
			continue
		}
		fmt.Println(took.Nanoseconds())
	}
}
