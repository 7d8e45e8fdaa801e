using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Web.Requests;

/// <summary>A skill that is asked for, written <c>"code"</c>, <c>"code:level"</c> or <c>{"code", "level"}</c>. Level 0: written otherwise.</summary>
[JsonConverter(typeof(SkillBodyConverter))]
public sealed record SkillBody(string Code, int Level)
{
    internal static SkillBody Parse(string text)
    {
        var parts = text.Split(':');
        var level = 1;
        return parts.Length == 1 || (parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out level))
            ? new SkillBody(parts[0], level)
            : new SkillBody(text, 0);
    }
}

/// <summary>Reads the three ways to write a skill.</summary>
internal sealed class SkillBodyConverter : JsonConverter<SkillBody>
{
    public override SkillBody Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return SkillBody.Parse(reader.GetString()!);
        }

        var written = JsonSerializer.Deserialize<Written>(ref reader, options);
        return new SkillBody(written?.Code ?? "", written?.Level ?? 1);
    }

    public override void Write(Utf8JsonWriter writer, SkillBody value, JsonSerializerOptions options) =>
        writer.WriteStringValue($"{value.Code}:{value.Level.ToString(CultureInfo.InvariantCulture)}");

    private sealed record Written(string? Code, int? Level);
}
