/** The rules that can be checked while typing (contract section 2). The list of common passwords is the server's. */
export interface Rule {
  id: "length" | "longest" | "email";
  kept: boolean;
}

export function passwordRules(password: string, email: string): Rule[] {
  const length = Array.from(password).length;
  const same = email !== "" && password.toLocaleLowerCase() === email.toLocaleLowerCase();
  return [
    { id: "length", kept: length >= 12 },
    { id: "longest", kept: length <= 128 },
    { id: "email", kept: length > 0 && !same },
  ];
}

export function fits(password: string, email: string): boolean {
  return passwordRules(password, email).every((rule) => rule.kept);
}
