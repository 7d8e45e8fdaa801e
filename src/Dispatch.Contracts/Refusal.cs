using System.Text;

namespace Dispatch.Contracts;

/// <summary>Why a command was turned down: a stable code and one sentence with subject, fact and value, without personal data.</summary>
/// <param name="Code">The code.</param>
/// <param name="Detail">The sentence.</param>
/// <param name="Field">The field of the input that is wrong, where the code alone does not say it.</param>
[GenerateSerializer, Immutable, Alias("refusal")]
public sealed record Refusal(RefusalCode Code, string Detail, string? Field = null);

/// <summary>The answer to a command: done, or refused and why.</summary>
[GenerateSerializer, Immutable, Alias("reply")]
public sealed record Reply(Refusal? Refused)
{
    /// <summary>The command is durable, now or since an earlier repetition.</summary>
    public static readonly Reply Done = new((Refusal?)null);

    /// <summary>Turns a refusal into the answer that carries it.</summary>
    public static implicit operator Reply(Refusal refused) => new(refused);
}

/// <summary>The answer to a command that returns something: the value, or why it was refused.</summary>
[GenerateSerializer, Immutable, Alias("reply-of`1")]
public sealed record Reply<T>(T? Value, Refusal? Refused)
    where T : class
{
    /// <summary>Turns a value into the answer that carries it.</summary>
    public static implicit operator Reply<T>(T value) => new(value, null);

    /// <summary>Turns a refusal into the answer that carries it.</summary>
    public static implicit operator Reply<T>(Refusal refused) => new(null, refused);
}

/// <summary>Spells refusal codes as they travel: <c>OfferLapsed</c> is <c>offer.lapsed</c>, <c>IdempotencyKeyReused</c> is <c>idempotency.key-reused</c>.</summary>
public static class RefusalCodes
{
    private static readonly Dictionary<RefusalCode, string> Names = Enum.GetValues<RefusalCode>().ToDictionary(code => code, Spell);
    private static readonly Dictionary<string, RefusalCode> Codes = Names.ToDictionary(name => name.Value, name => name.Key, StringComparer.Ordinal);

    /// <summary>Gives the wire spelling of a code.</summary>
    public static string Wire(this RefusalCode code) => Names[code];

    /// <summary>Reads the wire spelling of a code; null when there is none.</summary>
    public static RefusalCode? Read(string? wire) => wire is not null && Codes.TryGetValue(wire, out var code) ? code : null;

    private static string Spell(RefusalCode code)
    {
        var spelled = new StringBuilder();
        var separators = 0;
        foreach (var letter in code.ToString())
        {
            if (char.IsUpper(letter) && spelled.Length > 0)
            {
                spelled.Append(separators++ == 0 ? '.' : '-');
            }

            spelled.Append(char.ToLowerInvariant(letter));
        }

        return spelled.ToString();
    }
}
