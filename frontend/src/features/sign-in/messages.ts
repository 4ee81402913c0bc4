import { messages } from "@/lib/i18n";

export const t = messages({
  signIn: "Sign in",
  signInLead: "To the portal of your agency or company.",
  email: "E-mail",
  password: "Password",
  wrong: "E-mail or password is wrong.",
  wait: {
    one: "Too many tries. Wait {count} second, then try again.",
    other: "Too many tries. Wait {count} seconds, then try again.",
  },
  waited: "You can try again now.",
  noAnswer: "The server cannot be reached. Check your connection and try again.",
  failed: "Something went wrong on our side. Try again in a moment.",
  forgot: "Forgot your password?",
  candidate: "Are you a candidate?",
  candidateDoor: "Sign in to the candidate portal",
  emailNeeded: "Enter your e-mail address.",
  passwordNeeded: "Enter your password.",

  candidateLead: "See where your application stands and choose interview times.",
  noAccount: "No account yet?",
  register: "Register",
  staff: "Do you work for an agency or a company?",
  staffDoor: "Sign in for teams",

  registerTitle: "Register as a candidate",
  registerLead: "With an account you see your applications and choose interview times.",
  name: "Full name",
  nameNeeded: "Enter your name.",
  phone: "Phone",
  registered: "Almost done",
  registeredText: "Please open the link that we mailed to {email}. It works once, for 24 hours.",
  noMail: "No mail? Look into the spam folder, or register again with the same address.",
  haveAccount: "Do you have an account already?",

  tryAgain: "Try again",
  verifyTitle: "Confirm your e-mail",
  verifying: "One moment, please.",
  verified: "Your e-mail is confirmed. You can sign in now.",
  verifySpent:
    "This link has been used or is older than 24 hours. If your e-mail is confirmed already, just sign in; if not, register again to get a new link.",

  forgotTitle: "Forgot your password",
  forgotLead: "We send a link to set a new one.",
  sendLink: "Send the link",
  linkSent: "If this address has an account, a link is on its way. It works once, for 24 hours.",
  backToSignIn: "Back to sign in",

  resetTitle: "Set a new password",
  resetLead: "At least 12 characters. Other sessions end.",
  newPassword: "New password",
  setPassword: "Set the password",
  resetDone: "Your password is set. Sign in with it.",
  linkSpent: "This link has been used or is older than 24 hours.",
  linkMissing: "This link is not complete. Open it again from the mail, or ask for a new one.",
  newLink: "Ask for a new link",

  changeTitle: "Choose your own password",
  changeLead:
    "You signed in with a password that somebody else knows. Choose one of your own to go on.",
  currentPassword: "Current password",
  currentWrong: "This is not your current password.",
  change: "Change the password",
  signOut: "Sign out instead",

  ruleLength: "At least 12 characters",

  expiredTitle: "Your session has ended",
  expiredLead: "Sign in again to go on. What you typed is still here.",
  notYou: "Sign in as somebody else",
});
