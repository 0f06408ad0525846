// The browser's part of passkeys: forms that are hidden until it is known that there can be one. What the device says goes
// into a field of the form, as JSON, and the form is sent as any other. (Not by `toJSON`, which older browsers and some password
// managers lack.)

const toText = (bytes: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const toBytes = (text: string) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
const plain = (text: string) => new TextEncoder().encode(text);

/** Whether a host is an IP address. */
const isNumber = (host: string) => /^(\[.*\]|[\d.]+)$/.test(host);

const asJson = (made: PublicKeyCredential, response: Record<string, string | null>) => JSON.stringify({ id: made.id, rawId: toText(made.rawId), type: made.type, response });

async function ask(form: HTMLFormElement): Promise<string | null> {
  const { passkey, user = '', email = '', person = '', known = '', paper = '' } = form.dataset;
  const ours = known.split(' ').filter(Boolean).map((id) => ({ type: 'public-key' as const, id: toBytes(id) }));
  const challenge = plain((form.elements.namedItem('challenge') as HTMLInputElement).value);
  if (passkey === 'get') {
    const found = (await navigator.credentials.get({ publicKey: { challenge, userVerification: 'required', allowCredentials: ours } })) as PublicKeyCredential | null;
    if (!found) return null;
    const said = found.response as AuthenticatorAssertionResponse;
    return asJson(found, {
      authenticatorData: toText(said.authenticatorData),
      clientDataJSON: toText(said.clientDataJSON),
      signature: toText(said.signature),
      userHandle: said.userHandle && toText(said.userHandle),
    });
  }
  const made = (await navigator.credentials.create({
    publicKey: {
      challenge,
      rp: { name: paper },
      user: { id: plain(user), name: email, displayName: person },
      // ES256, and RS256 for Windows Hello.
      pubKeyCredParams: [-7, -257].map((alg) => ({ type: 'public-key', alg })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: ours,
      attestation: 'none',
    },
  })) as PublicKeyCredential | null;
  if (!made) return null;
  const said = made.response as AuthenticatorAttestationResponse;
  return asJson(made, { attestationObject: toText(said.attestationObject), clientDataJSON: toText(said.clientDataJSON) });
}

/** Shows the forms for passkeys, where the browser has any. */
export function showPasskeys(): void {
  if (!('PublicKeyCredential' in window)) return;
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
    form.hidden = false;
    // Where a passkey is what is asked for, Enter gives it.
    if ('first' in form.dataset && !document.querySelector('main > .problem')) form.querySelector<HTMLElement>('button.main')?.focus();
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const problem = form.querySelector<HTMLElement>('.problem')!;
      problem.hidden = true;
      // A passkey is of a name (WebAuthn), which the address of the desk has not.
      if (isNumber(location.hostname)) {
        problem.textContent = 'Passkeys need the desk under a name, not a number.';
        problem.hidden = false;
        return;
      }
      try {
        const said = await ask(form);
        if (!said) return;
        (form.elements.namedItem('said') as HTMLInputElement).value = said;
        form.submit();
      } catch (error) {
        const name = error instanceof DOMException ? error.name : '';
        problem.textContent = name === 'InvalidStateError' ? 'This device has a passkey here already.' : `The device gave no passkey. Try again${form.dataset.else ?? ''}.`;
        problem.hidden = false;
      }
    });
  }
}
