/** Mail providers whose domain says nothing about a customer (domain §4.2 no. 3). */
export const freeMailDomains: ReadonlySet<string> = new Set(
  [
    'gmail.com googlemail.com yahoo.com ymail.com rocketmail.com hotmail.com outlook.com live.com msn.com passport.com',
    'aol.com aim.com icloud.com me.com mac.com proton.me protonmail.com pm.me tutanota.com tuta.com gmx.com gmx.de',
    'gmx.net gmx.at gmx.ch gmx.fr web.de t-online.de freenet.de arcor.de mail.com email.com usa.com zoho.com zohomail.com',
    'fastmail.com fastmail.fm hey.com hushmail.com mailbox.org posteo.de mail.ru bk.ru inbox.ru list.ru yandex.ru',
    'yandex.com ya.ru rambler.ru qq.com foxmail.com 163.com 126.com yeah.net sina.com sohu.com aliyun.com 139.com',
    'naver.com daum.net hanmail.net nate.com rediffmail.com libero.it virgilio.it tiscali.it alice.it orange.fr',
    'wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bluewin.ch telenet.be skynet.be ziggo.nl kpnmail.nl planet.nl',
    'home.nl uol.com.br bol.com.br terra.com.br ig.com.br wp.pl o2.pl onet.pl interia.pl seznam.cz centrum.cz email.cz',
    'abv.bg ukr.net i.ua comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net',
    'btinternet.com sky.com virginmedia.com ntlworld.com talktalk.net blueyonder.co.uk bigpond.com optusnet.com.au',
    'xtra.co.nz rogers.com shaw.ca sympatico.ca telus.net docomo.ne.jp ezweb.ne.jp softbank.ne.jp mailinator.com',
    'guerrillamail.com 10minutemail.com temp-mail.org yopmail.com sharklasers.com',
  ]
    .join(' ')
    .split(' '),
);
/** Providers that have the same name in many countries: `yahoo.co.uk`, `hotmail.fr`. */
export const freeMailNames: ReadonlySet<string> = new Set(
  'gmail googlemail yahoo ymail hotmail outlook live gmx icloud protonmail'.split(' '),
);

/** What stands for another address, or for a page at somebody else's. */
export const shortenerDomains: ReadonlySet<string> = new Set(
  [
    'bit.ly tinyurl.com t.co goo.gl ow.ly is.gd buff.ly rebrand.ly cutt.ly shorturl.at rb.gy t.ly tiny.cc lnkd.in',
    'youtu.be fb.me db.tt amzn.to wp.me s.id v.gd bl.ink soo.gd linktr.ee qr.ae adf.ly short.io dub.sh tr.im',
  ]
    .join(' ')
    .split(' '),
);

/** For documentation, never a customer's (RFC 2606); `.example` has its own rule. */
export const documentationDomains: ReadonlySet<string> = new Set(['example.com', 'example.net', 'example.org']);
