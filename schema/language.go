package schema

import (
	"fmt"
	"strings"
)

// A Language is a language by its two-letter code of ISO 639-1.
type Language string

// languageCodes are the two-letter codes of ISO 639-1.
const languageCodes = " aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz " +
	"ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja " +
	"jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng " +
	"nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw " +
	"ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "

// ParseLanguage reads a two-letter code, whatever its case.
func ParseLanguage(text string) (Language, error) {
	l := Language(strings.ToLower(strings.TrimSpace(text)))
	return l, l.check()
}

func (l Language) check() error {
	if len(l) == 2 && strings.Contains(languageCodes, " "+string(l)+" ") {
		return nil
	}
	return fmt.Errorf("unknown language %q; write its two-letter code of ISO 639-1, for example nl", string(l))
}

// A TitleLanguage is the language of an instrument's original title: a [Language], or mul where the title stands in
// several (the code of ISO 639-2 for multiple languages).
type TitleLanguage string

// Multiple marks an original title given in several languages.
const Multiple TitleLanguage = "mul"

func (l TitleLanguage) check() error {
	if l == Multiple {
		return nil
	}
	return Language(l).check()
}
