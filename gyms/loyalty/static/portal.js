// Meridian Miles portal scripts. (c) 2004 Meridian Airways Web Team
var postBackTimer = 0;

function __doPostBack(eventTarget, eventArgument) {
  var theForm = document.forms["aspnetForm"];
  window.clearTimeout(postBackTimer);
  theForm.__EVENTTARGET.value = eventTarget;
  theForm.__EVENTARGUMENT.value = eventArgument;
  theForm.submit();
}

// Waits a moment, for arrow keys run through a list.
function autoPostBack(eventTarget) {
  window.clearTimeout(postBackTimer);
  postBackTimer = window.setTimeout(function () { __doPostBack(eventTarget, ""); }, 150);
}

function popUp(url, name, w, h) {
  var features = "width=" + w + ",height=" + h + ",left=180,top=120,scrollbars=yes,resizable=yes,status=no";
  var win = window.open(url, name, features);
  if (win) win.focus();
}

function goMain(url) {
  frames["main"].location.href = url;
}

function redeem(code) {
  var f = document.forms["aspnetForm"];
  popUp("/popup/redeem?award=" + code + "&qty=" + f.ddlQty.value + "&deliver=" + f.ddlDeliver.value, "award", 500, 470);
}

function findAirport(field) {
  popUp("/popup/airports?target=" + field, "airports", 400, 420);
}

function pickAirport(field, code) {
  if (window.opener && !window.opener.closed) {
    var box = window.opener.document.getElementById(field);
    if (box) box.value = code;
  }
  window.close();
}

// Lets the window that opened this one show what became of it.
function closeAndShow(url) {
  if (window.opener && !window.opener.closed) window.opener.location.href = url;
  window.close();
}

function logInAgain() {
  if (window.opener && !window.opener.closed) {
    window.opener.top.location.href = "/login";
    window.close();
  } else {
    window.top.location.href = "/login";
  }
}
