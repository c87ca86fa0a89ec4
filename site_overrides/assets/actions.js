/* What can be done with a page: copy it for the family, read it out, print it, tick the papers to bring.
 *
 * Without this script the text, the code and the list stand there as they are.
 */
(() => {
  'use strict';

  const WECHAT = /MicroMessenger/i.test(navigator.userAgent);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // ---- papers to bring, ticked; kept by the ids of papers, so that a changed list keeps what is still on it

  const KEY = 'gridpress.ticks.';

  // Storage throws in private windows, in some embedded browsers and from file:.
  const recall = (key) => {
    try {
      const ids = JSON.parse(localStorage.getItem(key));
      return Array.isArray(ids) ? ids : [];
    } catch {
      return [];
    }
  };
  const keep = (key, ids) => {
    try {
      if (ids.length) localStorage.setItem(key, JSON.stringify(ids));
      else localStorage.removeItem(key);
      return true;
    } catch {
      return false;
    }
  };

  const offerTicks = (list) => {
    const key = KEY + list.dataset.ticks;
    const ticked = recall(key);
    const warning = document.createElement('p');
    warning.setAttribute('role', 'status');
    list.after(warning);
    const boxes = all('[data-document]', list).map((name, index, names) => {
      const id = name.dataset.document;
      const turn = names.slice(0, index).filter((one) => one.dataset.document === id).length;
      const label = document.createElement('label');
      const box = document.createElement('input');
      Object.assign(box, { type: 'checkbox', value: turn ? `${id} ${turn + 1}` : id, className: 'gp-tick' });
      box.checked = ticked.includes(box.value);
      name.replaceWith(label);
      label.append(box, name);
      return box;
    });
    list.addEventListener('change', () => {
      const kept = keep(key, boxes.filter((one) => one.checked).map((one) => one.value));
      warning.textContent = kept ? '' : '这个浏览器记不住，关掉这一页勾就没了。';
    });
  };

  // ---- the text for a chat

  const select = (text) => {
    text.closest('details').open = true;
    text.focus();
    text.setSelectionRange(0, text.value.length); // select() does nothing on iOS
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text.value);
      return true;
    } catch { // no such thing here, or refused
      select(text);
      return document.execCommand('copy');
    }
  };
  const offerCopy = (button, text, say) => {
    if (!text.value.includes('://') && location.protocol.startsWith('http')) text.value += `\n${location.href.split('#')[0]}`;
    button.hidden = false;
    button.addEventListener('click', async () => {
      say((await copy(text)) ? '复制好了，到聊天里长按，点“粘贴”。' : '没能复制：长按下面选中的文字，点“复制”。');
    });
  };

  // ---- reading out: times in words, telephone numbers digit by digit as people say them

  const spell = (number) => number.replace(/\d/g, (digit) => '零幺二三四五六七八九'[digit]).replace(/[-转]/g, '，$&').replace(/-/g, '');
  const speakable = (text) => {
    const numbers = all('a[href^="tel:"]').flatMap((one) => one.textContent.match(/\+?\d[\d转-]*\d/g) || []);
    const phones = [...new Set(numbers)].sort((one, other) => other.length - one.length);
    return phones.reduce((said, phone) => said.replaceAll(phone, spell(phone)), text)
      .replace(/(\d{1,2}):(\d\d)/g, (_, hour, minute) => `${hour}点${minute === '00' ? '' : `${Number(minute)}分`}`)
      .replace(/[–—~]/g, '到');
  };
  const sentences = (text) => {
    const lines = text.value.split('\n').filter((line) => line && !line.includes('://'));
    const [title, ...rest] = lines;
    const steps = all('.gp-step__what').map((one, index) => `第${index + 1}步，${one.textContent.trim()}`);
    const now = all('.gp-head .gp-now:not([hidden])').map((one) => one.textContent);
    const said = steps.length && !/^1\. /m.test(text.value) ? ['怎么办', ...steps] : [];
    return [title, ...now, ...rest, ...said].map(speakable);
  };
  const offerReading = (button, text) => {
    const voice = window.speechSynthesis;
    if (!voice || !window.SpeechSynthesisUtterance) return;
    const label = button.textContent;
    let left = [];
    const show = () => { button.textContent = left.length ? '停下不读' : label; };
    const stop = () => {
      left = [];
      voice.cancel();
      show();
    };
    // One sentence at a time: browsers fall silent within long ones.
    const next = () => {
      show();
      if (!left.length) return;
      const said = Object.assign(new SpeechSynthesisUtterance(left[0]), { lang: 'zh-CN', rate: 0.9 });
      const turn = left;
      said.onend = () => {
        if (turn !== left) return;
        left = left.slice(1);
        next();
      };
      said.onerror = () => { if (turn === left) stop(); };
      voice.speak(said);
    };
    const offer = () => { button.hidden = !voice.getVoices().some(({ lang }) => /^(zh|cmn)/i.test(lang)); };
    button.addEventListener('click', () => {
      if (left.length) return stop();
      voice.cancel();
      left = sentences(text);
      return next();
    });
    addEventListener('pagehide', stop);
    voice.addEventListener?.('voiceschanged', offer);
    offer();
  };

  // WeChat shows the first large picture of the body that it has loaded; others read the head.
  const showPicture = (address) => addEventListener('load', () => { document.querySelector('.gp-share').src = address; });

  // ---- where it begins

  const start = (place) => {
    const find = (name) => place.querySelector(`[data-${name}]`);
    const text = find('text');
    const say = (words) => { find('said').textContent = words; };
    offerCopy(find('copy'), text, say);
    offerReading(find('read'), text);
    if (WECHAT && place.dataset.picture) showPicture(place.dataset.picture);
    if (WECHAT) all('[data-file], [data-elsewhere]', place).forEach((one) => { one.hidden = !one.hidden; });
    if (WECHAT || !window.print) return;
    find('print').hidden = false;
    find('print').addEventListener('click', () => window.print());
  };

  all('[data-ticks]').forEach(offerTicks);
  all('[data-take]').forEach(start);
})();
