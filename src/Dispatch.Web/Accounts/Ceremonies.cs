using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Dispatch.Contracts.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Dispatch.Web.Accounts;

/// <summary>The two ceremonies of WebAuthn, each begun and ended in the same browser within five minutes, with Identity's handler.</summary>
internal sealed class Ceremonies(IPasskeyHandler<SignIn> handler, Tickets tickets, TimeProvider clock)
{
    private const string Adding = "passkey-add";
    private const string Opening = "passkey-open";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    /// <summary>What the browser needs to make a passkey for an account.</summary>
    public async Task<JsonElement> BeginAddingAsync(HttpContext context, Account account)
    {
        var entity = new PasskeyUserEntity { Id = account.Name, Name = account.Name, DisplayName = account.DisplayName };
        var made = await handler.MakeCreationOptionsAsync(entity, context);
        Tickets.Keep(context, Adding, tickets.Seal(Adding, new Begun(made.AttestationState ?? ""), Life), Life);
        return JsonSerializer.Deserialize<JsonElement>(made.CreationOptionsJson);
    }

    /// <summary>The passkey that a browser made for this account; null when it cannot be verified.</summary>
    public async Task<Passkey?> EndAddingAsync(HttpContext context, Account account, JsonElement credential, string? name)
    {
        var begun = tickets.Open<Begun>(Adding, Tickets.Kept(context, Adding));
        Tickets.Drop(context, Adding);
        if (begun is null || credential.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var result = await handler.PerformAttestationAsync(
            new PasskeyAttestationContext { HttpContext = context, CredentialJson = credential.GetRawText(), AttestationState = begun.State });
        return result is { Succeeded: true, Passkey: { } made } && result.UserEntity.Id == account.Name ? PasskeyOf(made, name, clock.GetUtcNow()) : null;
    }

    /// <summary>What the browser needs to sign in with any passkey that it holds.</summary>
    public async Task<JsonElement> BeginOpeningAsync(HttpContext context)
    {
        var made = await handler.MakeRequestOptionsAsync(null, context);
        Tickets.Keep(context, Opening, tickets.Seal(Opening, new Begun(made.AssertionState ?? ""), Life), Life);
        return JsonSerializer.Deserialize<JsonElement>(made.RequestOptionsJson);
    }

    /// <summary>Whose passkey answered, as it stands after this use, and a digest of the challenge it answered; null when it cannot be verified.</summary>
    public async Task<(Account Account, Passkey Passkey, string Ticket)?> EndOpeningAsync(HttpContext context, JsonElement credential)
    {
        var begun = tickets.Open<Begun>(Opening, Tickets.Kept(context, Opening));
        Tickets.Drop(context, Opening);
        if (begun is null || credential.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var result = await handler.PerformAssertionAsync(
            new PasskeyAssertionContext { HttpContext = context, CredentialJson = credential.GetRawText(), AssertionState = begun.State });
        return result is { Succeeded: true, User: { } user, Passkey: { } used }
            ? (user.Account, PasskeyOf(used, used.Name, clock.GetUtcNow()), Secrets.Digest(begun.State))
            : null;
    }

    /// <summary>A passkey as Identity handles it. What proved its making was looked at then and is not kept.</summary>
    public static UserPasskeyInfo InfoOf(Passkey passkey) => new(
        Base64Url.DecodeFromChars(passkey.Id), Base64Url.DecodeFromChars(passkey.PublicKey), passkey.AddedAt, (uint)passkey.SignCount,
        [.. passkey.Transports], isUserVerified: true, passkey.BackupEligible, passkey.BackedUp, attestationObject: [], clientDataJson: [])
    {
        Name = passkey.Name,
    };

    private static Passkey PasskeyOf(UserPasskeyInfo info, string? name, DateTimeOffset now) => new(
        Base64Url.EncodeToString(info.CredentialId), Base64Url.EncodeToString(info.PublicKey), NameOf(name), now, info.SignCount,
        [.. info.Transports ?? []], info.IsBackupEligible, info.IsBackedUp);

    private static string NameOf(string? name)
    {
        var text = string.Concat((name ?? "").Normalize(NormalizationForm.FormC).EnumerateRunes().Where(rune => !Names.IsSteering(rune))).Trim();
        return Names.Refuse(text, "name") is null ? text : "Passkey";
    }

    private sealed record Begun(string State);
}
