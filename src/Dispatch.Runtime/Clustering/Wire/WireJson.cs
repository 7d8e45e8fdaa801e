using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Dispatch.Runtime.Clustering.Wire;

/// <summary>
/// Arguments and answers as JSON, by the types that the contract names: no type is ever taken from the wire. A member that the other
/// side does not know is left out there; one that it does not send has its default.
/// </summary>
internal static class WireJson
{
    /// <summary>References that are read belong to the node.</summary>
    public static JsonSerializerOptions For(Node node)
    {
        var options = new JsonSerializerOptions
        {
            IncludeFields = true,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new ReferenceConverters(node), new ImmutableConverters(), new GrainIdConverter() },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(LeaveOutComputed),
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>A property that nothing can set is computed from the others.</summary>
    private static void LeaveOutComputed(JsonTypeInfo type)
    {
        for (var index = type.Properties.Count - 1; index >= 0; index--)
        {
            if (type.Properties[index] is { Set: null, AssociatedParameter: null })
            {
                type.Properties.RemoveAt(index);
            }
        }
    }

    private sealed class GrainIdConverter : JsonConverter<GrainId>
    {
        public override GrainId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            GrainId.Parse(reader.GetString(), CultureInfo.InvariantCulture);

        public override void Write(Utf8JsonWriter writer, GrainId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
