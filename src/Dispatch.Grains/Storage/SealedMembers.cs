using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Grains.Storage;

/// <summary>Writes members that are marked as sealed as a number, which stands for what the row keeps sealed.</summary>
internal static class SealedMembers
{
    /// <summary>Puts the converter on marked members. A number must not be marked: a plain one of an older row could not be told from a reference.</summary>
    public static void Mark(JsonTypeInfo type)
    {
        foreach (var member in type.Properties.Where(IsSealed))
        {
            member.CustomConverter = (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(member.PropertyType))!;
        }
    }

    /// <summary>Whether a member is marked.</summary>
    public static bool IsSealed(JsonPropertyInfo member) => member.AttributeProvider?.IsDefined(typeof(SealedAttribute), inherit: true) == true;

    private sealed class Converter<T> : JsonConverter<T>
    {
        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.Number)
            {
                // A row from before the member was sealed, or the inside of a sealed member.
                return JsonSerializer.Deserialize<T>(ref reader, options);
            }

            var row = SealedRow.Current ?? throw new JsonException("The row has sealed members, and no keys were given to open them.");
            return row.IsBlind ? default : row.Get<T>(reader.GetInt32(), options);
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            if (SealedRow.Current is { Within: false } row)
            {
                writer.WriteNumberValue(row.Add(value, options));
            }
            else
            {
                JsonSerializer.Serialize(writer, value, options);
            }
        }
    }
}
