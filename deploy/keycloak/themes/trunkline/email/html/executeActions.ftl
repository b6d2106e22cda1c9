<#-- Names are typed by people: everything is escaped, nothing passes as markup. -->
<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("executeActionsGreeting", (user.firstName)!user.username)}</p>
<p>${msg("executeActionsBody")}</p>
<p><a href="${link}">${msg("executeActionsLink")}</a></p>
<p>${msg("executeActionsUsername")} <strong>${user.username}</strong></p>
<p>${msg("executeActionsExpiry", linkExpirationFormatter(linkExpiration))}</p>
<p>${msg("executeActionsUnknown")}</p>
</@layout.emailLayout>
