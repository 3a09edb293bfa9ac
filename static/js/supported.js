/* First thing in the body: tells the style sheet that scripts run here. A file, since the content security policy
   allows no inline script; not a module, since it has to run before the page is painted. */
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("nhsuk-frontend-supported");
}
