<#ftl output_format="plainText">
${msg("executeActionsGreeting", (user.firstName)!user.username)}

${msg("executeActionsBody")}

${link}

${msg("executeActionsUsername")} ${user.username}

${msg("executeActionsExpiry", linkExpirationFormatter(linkExpiration))}

${msg("executeActionsUnknown")}
